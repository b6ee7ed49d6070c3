package dev.signalbox.world.lab;

import dev.signalbox.model.target.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The SBC's legs towards the carriers: captured on loopback by dumpcap with the kernel's time
 * stamps and read by tshark, or, where capturing is not allowed, from the log that the SBC's script
 * writes.
 */
final class Capture {

    private static final Pattern SBC_LINE =
            Pattern.compile(
                    "lab-leg ([0-9]+)\\.([0-9]+) (\\S+) sip:127\\.0\\.0\\.1:([0-9]+) (\\S+)");
    private static final String TEST_CALLER = "signalbox-test";

    private Capture() {}

    /** dumpcap's command line for the SBC's port. */
    static List<String> command(Path file, int sbcPort) throws IOException {
        return List.of(
                Tools.path("dumpcap"),
                "-q",
                "-i",
                "lo",
                "-B",
                "16",
                "-f",
                "udp and port " + sbcPort,
                "-w",
                file.toString());
    }

    /** Waits until dumpcap captures; false when it may not. */
    static boolean begun(Children.Child dumpcap, Path errors)
            throws IOException, InterruptedException {
        long deadlineNanos = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (System.nanoTime() < deadlineNanos && dumpcap.alive()) {
            if (Files.exists(errors) && Files.readString(errors).contains("File: ")) {
                return true;
            }
            Thread.sleep(20);
        }
        return false;
    }

    /** The legs in a capture file; OPTIONS, test calls and retransmissions are not among them. */
    static List<Observed.Leg> legs(Path file, int sbcPort, Map<Integer, Target.Trunk> trunks)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(Tools.path("tshark"), "-n", "-r", file.toString()));
        command.addAll(List.of("-d", "udp.port==" + sbcPort + ",sip"));
        command.addAll(
                List.of(
                        "-Y",
                        "sip.Method == \"INVITE\" && udp.srcport == "
                                + sbcPort
                                + " && !sip.to.tag"));
        command.addAll(List.of("-T", "fields", "-E", "separator=/t"));
        for (String field :
                List.of("frame.time_epoch", "udp.dstport", "sip.Call-ID", "sip.from.user")) {
            command.addAll(List.of("-e", field));
        }
        Process tshark =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        tshark.getOutputStream().close();
        List<String> lines = tshark.inputReader().readAllAsString().lines().toList();
        if (tshark.waitFor() != 0 && lines.isEmpty()) {
            throw new IOException("tshark could not read " + file);
        }
        Legs legs = new Legs(trunks);
        for (String line : lines) {
            String[] fields = line.split("\t", -1);
            if (fields.length == 4) {
                long micros = Math.round(Double.parseDouble(fields[0]) * 1e6);
                legs.add(micros, fields[2], Integer.parseInt(fields[1]), fields[3]);
            }
        }
        return legs.result;
    }

    /** The legs in the SBC's own log. */
    static List<Observed.Leg> legsOfLog(List<String> log, Map<Integer, Target.Trunk> trunks) {
        Legs legs = new Legs(trunks);
        for (String line : log) {
            Matcher matcher = SBC_LINE.matcher(line);
            if (matcher.find()) {
                long micros =
                        Long.parseLong(matcher.group(1)) * 1_000_000
                                + Long.parseLong(matcher.group(2));
                legs.add(
                        micros,
                        matcher.group(3),
                        Integer.parseInt(matcher.group(4)),
                        matcher.group(5));
            }
        }
        legs.result.sort(java.util.Comparator.comparingLong(Observed.Leg::atMicros));
        return legs.result;
    }

    /** Keeps the first INVITE per call and trunk. */
    private static final class Legs {
        private final Map<Integer, Target.Trunk> trunks;
        private final Set<String> seen = new HashSet<>();
        private final List<Observed.Leg> result = new ArrayList<>();

        Legs(Map<Integer, Target.Trunk> trunks) {
            this.trunks = trunks;
        }

        void add(long micros, String callId, int port, String fromUser) {
            Target.Trunk trunk = trunks.get(port);
            if (trunk != null && !fromUser.equals(TEST_CALLER) && seen.add(callId + " " + port)) {
                result.add(new Observed.Leg(micros, callId, trunk));
            }
        }
    }
}
