package dev.signalbox.world.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The programs the lab stands on, and where they come from. */
final class Tools {

    /** Something has to be installed first. */
    static final class MissingException extends Exception {
        private static final long serialVersionUID = 1L;

        MissingException(String message) {
            super(message);
        }
    }

    private static final Map<String, String> PACKAGES = packages();
    private static final List<String> PLACES =
            List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin");

    private Tools() {}

    /**
     * Checks that all programs are there.
     *
     * @throws MissingException with the one command that installs what is missing
     */
    static void require() throws MissingException {
        TreeSet<String> packages = new TreeSet<>();
        List<String> programs = new ArrayList<>();
        PACKAGES.forEach(
                (program, debian) -> {
                    if (find(program) == null) {
                        programs.add(program);
                        packages.add(debian);
                    }
                });
        if (!programs.isEmpty()) {
            throw new MissingException(
                    "The lab needs "
                            + String.join(", ", programs)
                            + ". Install: sudo apt-get install -y "
                            + String.join(" ", packages));
        }
    }

    /** True when all programs are there. */
    static boolean present() {
        return PACKAGES.keySet().stream().allMatch(program -> find(program) != null);
    }

    /** The program's path, null when it is not installed; sbin is searched too. */
    static @org.jspecify.annotations.Nullable Path find(String program) {
        List<String> places = new ArrayList<>(PLACES);
        String path = System.getenv("PATH");
        if (path != null) {
            places.addAll(Arrays.asList(path.split(":", -1)));
        }
        return places.stream()
                .filter(place -> !place.isEmpty())
                .map(place -> Path.of(place, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    /**
     * Path of a program that {@link #require} has found.
     *
     * @throws IOException when it has gone since
     */
    static String path(String program) throws IOException {
        Path path = find(program);
        if (path == null) {
            throw new IOException(program + " is not installed");
        }
        return path.toString();
    }

    /** What a program prints, both streams; for short answers. */
    static String output(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return text;
    }

    private static Map<String, String> packages() {
        Map<String, String> packages = new LinkedHashMap<>();
        packages.put("kamailio", "kamailio");
        packages.put("sipp", "sip-tester");
        packages.put("dumpcap", "tshark");
        packages.put("tshark", "tshark");
        packages.put("setsid", "util-linux");
        return packages;
    }
}
