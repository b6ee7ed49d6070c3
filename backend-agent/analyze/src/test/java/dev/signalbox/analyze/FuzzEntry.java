package dev.signalbox.analyze;

import java.util.Locale;

/** Where the fuzzer, in a process of its own, comes in. */
public final class FuzzEntry {

    /** In place of a target: fails when it is found, to show that failures are. */
    static final String BROKEN = "broken";

    private static String name = "";
    private static FuzzTarget target = FuzzTarget.SIP;

    private FuzzEntry() {}

    /** Called once, with the name of the target. */
    public static void fuzzerInitialize(String[] arguments) {
        name = arguments[0];
        if (!name.equals(BROKEN)) {
            target = FuzzTarget.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /** Called with every input. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        if (!name.equals(BROKEN)) {
            target.take(bytes);
        } else if (bytes.length > 1 && bytes[0] == 'S' && bytes[1] == 'I') {
            throw new IllegalStateException("this one is meant to be found");
        }
    }
}
