package dev.signalbox.world.quorum;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whose process holds a local TCP port, from {@code /proc}; Linux only. */
final class PortOwners {

    private static final int LOCAL = 1;
    private static final int INODE = 9;

    private PortOwners() {}

    /** Whether the process holds the socket bound to {@code port}. */
    static boolean holds(long pid, int port) {
        String inode = inode(port);
        if (inode == null) {
            return false;
        }
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "fd"))) {
            for (Path file : files) {
                try {
                    if (Files.readSymbolicLink(file).toString().equals("socket:[" + inode + "]")) {
                        return true;
                    }
                } catch (IOException _) {
                    // Closed meanwhile.
                }
            }
        } catch (IOException _) {
            // The process has ended.
        }
        return false;
    }

    private static @Nullable String inode(int port) {
        String ending = String.format(Locale.ROOT, ":%04X", port);
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            try {
                for (String line : Files.readAllLines(Path.of(table))) {
                    List<String> columns = List.of(line.strip().split("\\s+"));
                    if (columns.size() > INODE
                            && columns.get(LOCAL).endsWith(ending)
                            && !columns.get(INODE).equals("0")) {
                        return columns.get(INODE);
                    }
                }
            } catch (IOException _) {
                // No such table here.
            }
        }
        return null;
    }
}
