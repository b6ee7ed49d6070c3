package dev.signalbox.world.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A run's own folder below {@code .signalbox/runs}, locked while the run lasts. */
public final class RunDirectory implements AutoCloseable {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int NAMES_MAX = 100;

    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;

    private RunDirectory(Path path, FileChannel channel, FileLock lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Makes and locks a new one.
     *
     * @param home the repository's top folder
     * @param kind first part of its name, for example {@code demo}
     * @throws IOException when it cannot be made or locked
     */
    public static RunDirectory create(Path home, String kind, Instant now) throws IOException {
        Path runs = Files.createDirectories(home.resolve(".signalbox").resolve("runs"));
        String name = kind + "-" + STAMP.format(now);
        Path path = null;
        for (int i = 1; path == null; i++) {
            try {
                path = Files.createDirectory(runs.resolve(i == 1 ? name : name + "-" + i));
            } catch (FileAlreadyExistsException e) {
                if (i == NAMES_MAX) {
                    throw e;
                }
            }
        }
        FileChannel channel =
                FileChannel.open(
                        path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw new IOException(path + " is in use by another run");
        }
        return new RunDirectory(path, channel, lock);
    }

    /** The folder. */
    public Path path() {
        return path;
    }

    /** Writes a file so that readers see the old content or the new one, never a part. */
    public static void publish(Path file, String content) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(unfinished, content);
        Files.move(
                unfinished,
                file,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }
}
