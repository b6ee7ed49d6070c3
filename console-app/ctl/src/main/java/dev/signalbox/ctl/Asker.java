package dev.signalbox.ctl;

import picocli.CommandLine.Option;

/** Who asks, where agents have no certificates to go by. */
final class Asker {

    @Option(
            names = "--by",
            paramLabel = "NAME",
            description =
                    "Who asks; only where agents have no certificates. Default: the user of this"
                            + " machine.")
    private String by = System.getProperty("user.name", "");

    String name() {
        return by;
    }
}
