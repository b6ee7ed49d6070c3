package dev.signalbox.dashboards.part.course;

import java.time.Instant;

/** One figure at one moment; NaN is undefined. */
public record Value(Instant at, double value) {}
