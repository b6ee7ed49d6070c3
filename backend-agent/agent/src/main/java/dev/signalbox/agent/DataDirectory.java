package dev.signalbox.agent;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The agent's data directory, locked for as long as the agent runs. */
final class DataDirectory implements AutoCloseable {

    /**
     * Below this the disk counts as full: a record and a head still fit, whatever else is written.
     */
    private static final long ROOM_BYTES_MIN = 256 * 1024;

    private final Path path;
    private final FileChannel channel;

    private DataDirectory(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Makes the directory when it is missing and locks it.
     *
     * @throws IOException when it cannot be made or another agent holds it
     */
    static DataDirectory lock(Path path) throws IOException {
        Files.createDirectories(path);
        FileChannel channel =
                FileChannel.open(
                        path.resolve("agent.lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            ByteBuffer holder = ByteBuffer.allocate(32);
            channel.read(holder, 0);
            channel.close();
            throw new IOException(
                    path
                            + " is in use by the agent with process id "
                            + new String(
                                            holder.array(),
                                            0,
                                            holder.position(),
                                            StandardCharsets.US_ASCII)
                                    .strip()
                            + ". Stop it, or give this one a dataDirectory of its own");
        }
        byte[] pid = (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
        try {
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(pid), 0);
        } catch (IOException e) {
            channel.close();
            throw new IOException(
                    path
                            + " cannot be written: "
                            + e.getMessage()
                            + ". Make room there, or give this agent another dataDirectory",
                    e);
        }
        return new DataDirectory(path, channel);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** False when the disk is as good as full. */
    boolean hasRoom() {
        return path.toFile().getUsableSpace() >= ROOM_BYTES_MIN;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
