package dev.signalbox.agent.act;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The newest epoch this agent has acted under at each front door, on disk: an order with an older
 * one is refused, also after a restart and whatever the door itself holds. Any thread.
 */
public final class DoorFence {

    private record Mark(long epoch, String decisionId) {}

    private final Path file;
    private final Path unfinished;
    private final SortedMap<String, Mark> marks;

    private DoorFence(Path file, SortedMap<String, Mark> marks) {
        this.file = file;
        this.unfinished = file.resolveSibling(file.getFileName() + ".new");
        this.marks = marks;
    }

    /**
     * Reads {@code doors.json}; there is none before the first act.
     *
     * @param dataDirectory the agent's, locked by it
     * @throws IOException when the file cannot be read or is something else, in words
     */
    public static DoorFence open(Path dataDirectory) throws IOException {
        Path file = dataDirectory.resolve("doors.json");
        SortedMap<String, Mark> marks = new TreeMap<>();
        if (Files.exists(file)) {
            read(file, marks);
        }
        return new DoorFence(file, marks);
    }

    private static void read(Path file, SortedMap<String, Mark> marks) throws IOException {
        JsonNode node;
        try {
            node = JsonMapper.shared().readTree(Files.readAllBytes(file));
        } catch (JacksonException e) {
            throw altered(file, "is not JSON", e);
        }
        if (node.path("v").asInt(0) != 1 || !node.path("doors").isObject()) {
            throw altered(file, "is no list of doors of version 1", null);
        }
        for (Map.Entry<String, JsonNode> door : node.path("doors").properties()) {
            long epoch = door.getValue().path("epoch").asLong(-1);
            if (epoch < 0) {
                throw altered(file, "has no epoch for the door of " + door.getKey(), null);
            }
            String decisionId = door.getValue().path("decision").asString("");
            marks.put(door.getKey(), new Mark(epoch, decisionId));
        }
    }

    private static IOException altered(Path file, String what, @Nullable Exception cause) {
        return new IOException(
                file
                        + " "
                        + what
                        + ": it was altered. It keeps this agent from setting doors by an old"
                        + " decision; remove it only when no other agent of the fleet is running",
                cause);
    }

    /**
     * Asks for leave to act, and remembers it durably before it is given.
     *
     * @return why not, in words; empty when the act may go on
     * @throws IOException when it cannot be remembered: then there is no leave either
     */
    public synchronized String admit(String door, long epoch, String decisionId)
            throws IOException {
        Mark mark = marks.get(door);
        if (mark != null && epoch < mark.epoch()) {
            return "epoch "
                    + epoch
                    + " is older than "
                    + mark.epoch()
                    + (", under which this agent has acted at the door of " + door);
        }
        if (mark != null && epoch == mark.epoch()) {
            return mark.decisionId().equals(decisionId)
                    ? ""
                    : "this agent has acted under epoch "
                            + epoch
                            + (" by decision \"" + mark.decisionId() + "\"")
                            + (", not \"" + decisionId + "\"");
        }
        SortedMap<String, Mark> next = new TreeMap<>(marks);
        next.put(door, new Mark(epoch, decisionId));
        write(next);
        marks.put(door, new Mark(epoch, decisionId));
        return "";
    }

    /** The newest epoch at a door, 0 before the first act. */
    public synchronized long epoch(String door) {
        Mark mark = marks.get(door);
        return mark == null ? 0 : mark.epoch();
    }

    private void write(SortedMap<String, Mark> next) throws IOException {
        ObjectNode node = JsonMapper.shared().createObjectNode();
        node.put("v", 1);
        ObjectNode doors = node.putObject("doors");
        next.forEach(
                (door, mark) ->
                        doors.putObject(door)
                                .put("epoch", mark.epoch())
                                .put("decision", mark.decisionId()));
        ByteBuffer bytes = ByteBuffer.wrap((node + "\n").getBytes(StandardCharsets.UTF_8));
        try (FileChannel channel =
                FileChannel.open(
                        unfinished,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        syncDirectory();
    }

    /** Without it the new name may be lost with the power, and the old epoch be back. */
    private void syncDirectory() throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
