package dev.signalbox.world.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much memory processes held at most, as Linux tells. */
final class AgentMemory {

    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");
    private static final long KIB_PER_MIB = 1_024;

    private AgentMemory() {}

    /**
     * Resident memory at its peak, whole mebibytes, heap and all else.
     *
     * @param pids by region
     * @return without those that the system does not tell of
     */
    static SortedMap<String, Long> residentMaxMiB(Map<String, Long> pids) {
        SortedMap<String, Long> peaks = new TreeMap<>();
        pids.forEach(
                (region, pid) -> {
                    try {
                        String status =
                                Files.readString(Path.of("/proc", pid.toString(), "status"));
                        Matcher peak = PEAK.matcher(status);
                        if (peak.find()) {
                            peaks.put(region, Long.parseLong(peak.group(1)) / KIB_PER_MIB);
                        }
                    } catch (IOException _) {
                        // It has ended, or this system has no such files.
                        peaks.remove(region);
                    }
                });
        return peaks;
    }
}
