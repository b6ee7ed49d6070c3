package dev.signalbox.world.demo;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for.
 *
 * @param length how long it runs, null until Ctrl-C
 * @param console whether a console is opened
 * @param screens where the console's pictures go, null for none
 * @param operators whether two scripted people act when a region is lost
 * @param seed of the traffic
 */
record DemoOptions(
        @Nullable Duration length,
        boolean console,
        @Nullable Path screens,
        boolean operators,
        long seed) {}
