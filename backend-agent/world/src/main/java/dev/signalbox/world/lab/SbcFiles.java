package dev.signalbox.world.lab;

import dev.signalbox.model.target.Target;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What Kamailio and SIPp read in a run: written from the resources beside this class. */
final class SbcFiles {

    /** Where the SBC mirrors SIP to. */
    record Mirror(int hepPort, String key) {}

    private SbcFiles() {}

    /**
     * Writes kamailio.cfg and dispatcher.list.
     *
     * @param trunks in the order of preference, by port
     * @param mirror null mirrors nothing
     */
    static void write(
            Path run,
            Path home,
            int sipPort,
            Map<Integer, Target.Trunk> trunks,
            LabSettings settings,
            @Nullable Mirror mirror)
            throws IOException {
        LabSettings.Sbc sbc = settings.sbc();
        String config =
                resource("kamailio.cfg")
                        .replace("@SIP_PORT@", Integer.toString(sipPort))
                        .replace("@FR_TIMER_MILLIS@", Integer.toString(sbc.frTimerMillis()))
                        .replace("@FR_INV_TIMER_MILLIS@", Integer.toString(sbc.frInvTimerMillis()))
                        .replace("@PING_SECONDS@", Integer.toString(sbc.pingIntervalSeconds()))
                        .replace("@PING_MISSES@", Integer.toString(sbc.pingMisses()))
                        .replace("@PING_GOOD@", Integer.toString(sbc.pingGood()))
                        .replace("@RUN@", run.toString())
                        .replace("@SNIPPET@", snippet(home).toString())
                        .replace("@MARK@", settings.markFailed() ? "ds_mark_dst(\"tp\");" : "")
                        .replace("@MIRROR@", mirror == null ? "" : mirrorLines(mirror));
        Files.writeString(run.resolve("kamailio.cfg"), config);
        StringBuilder list = new StringBuilder();
        int priority = 100;
        for (int port : trunks.keySet()) {
            list.append("1 sip:127.0.0.1:")
                    .append(port)
                    .append(" 0 ")
                    .append(priority)
                    .append('\n');
            priority -= 10;
        }
        Files.writeString(run.resolve("dispatcher.list"), list.toString());
    }

    /** Writes the scenarios of carriers and callers. */
    static void writeScenarios(Path run) throws IOException {
        for (String scenario : List.of("carrier.xml", "rejecting.xml", "caller.xml")) {
            Files.writeString(run.resolve(scenario), resource(scenario));
        }
    }

    static Path snippet(Path home) {
        return home.resolve("installers/kamailio/signalbox.cfg");
    }

    private static String mirrorLines(Mirror mirror) {
        return """
        loadmodule "siptrace.so"
        modparam("siptrace", "trace_to_database", 0)
        modparam("siptrace", "trace_on", 1)
        modparam("siptrace", "trace_mode", 1)
        modparam("siptrace", "hep_mode_on", 1)
        modparam("siptrace", "hep_version", 3)
        modparam("siptrace", "hep_capture_id", 1)
        modparam("siptrace", "auth_key", "%s")
        modparam("siptrace", "duplicate_uri", "sip:127.0.0.1:%d")
        """
                .formatted(mirror.key(), mirror.hepPort());
    }

    private static String resource(String name) throws IOException {
        try (InputStream stream = SbcFiles.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IOException("resource " + name + " is missing from the build");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
