package dev.signalbox.dashboards.look;

import dev.signalbox.dashboards.words.Sign;

/** What a colour means, whatever it is in a theme. */
public enum Tone {
    TEXT,
    STRONG,
    QUIET,
    /** Lines that carry a figure which is well. */
    COURSE,
    /** What is moving and what can be clicked. */
    ACCENT,
    MINOR,
    MAJOR,
    CRITICAL;

    /** The tone of a sign; grey for well and stale. */
    public static Tone of(Sign sign) {
        return switch (sign) {
            case WELL -> QUIET;
            case STALE -> COURSE;
            case MINOR -> MINOR;
            case MAJOR -> MAJOR;
            case CRITICAL -> CRITICAL;
        };
    }

    /** The tone of text about something: only what needs a person has colour. */
    public static Tone of(Sign sign, Tone calm) {
        return sign == Sign.WELL || sign == Sign.STALE ? calm : of(sign);
    }
}
