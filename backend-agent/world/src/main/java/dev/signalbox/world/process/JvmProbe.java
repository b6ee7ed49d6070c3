package dev.signalbox.world.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a JVM of ours uses, asked from outside by the JDK's own {@code jcmd} and from the system.
 */
public final class JvmProbe {

    /** The serial collector's old space: after a full collection all that lives is there. */
    private static final Pattern USED = Pattern.compile("(?i)\\btenured\\b[^\\n]*?\\bused (\\d+)K");

    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");
    private static final long KIB_PER_MIB = 1_024;
    private static final long ANSWER_SECONDS = 20;

    private final long pid;
    private final Path jcmd;

    /**
     * @param pid of a JVM of the same user
     */
    public JvmProbe(long pid) {
        this.pid = pid;
        this.jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    }

    /**
     * Heap that is used after a full collection, whole mebibytes.
     *
     * @throws IOException when the JVM does not answer, or uses another collector
     */
    public long heapAfterGcMiB() throws IOException, InterruptedException {
        ask("GC.run");
        return usedMiB(ask("GC.heap_info"));
    }

    static long usedMiB(String heapInfo) throws IOException {
        Matcher used = USED.matcher(heapInfo);
        if (!used.find()) {
            throw new IOException("GC.heap_info tells nothing that is known: " + heapInfo);
        }
        return Long.parseLong(used.group(1)) / KIB_PER_MIB;
    }

    /** Processor time since its start; zero when it has ended. */
    public Duration cpu() {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }

    /** The most memory it ever held, heap and all else, whole mebibytes; 0 where nobody tells. */
    public long residentMaxMiB() {
        try {
            Matcher peak =
                    PEAK.matcher(Files.readString(Path.of("/proc", Long.toString(pid), "status")));
            return peak.find() ? Long.parseLong(peak.group(1)) / KIB_PER_MIB : 0;
        } catch (IOException _) {
            return 0;
        }
    }

    private String ask(String question) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(jcmd.toString(), Long.toString(pid), question)
                        .redirectErrorStream(true)
                        .start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(ANSWER_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("jcmd " + pid + " " + question + ": " + answer.strip());
        }
        return answer;
    }
}
