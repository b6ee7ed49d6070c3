package dev.signalbox.agent.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * The YAML of a configuration file, checked before anything is built from it: size, encoding,
 * depth, and no aliases or tags, which a configuration does not need and a hostile file lives on.
 */
final class YamlFile {

    static final int BYTES_MAX = 1_048_576;
    private static final int DEPTH_MAX = 16;
    private static final String EXAMPLE = "region: eu-central";
    private static final String SYNTAX =
            "key: value, with two spaces in front for each level below another key";

    private YamlFile() {}

    /** The bytes of a file, or in words why there are none. */
    sealed interface Content {
        @SuppressWarnings("ArrayRecordComponent") // never compared
        record Bytes(byte[] bytes) implements Content {}

        record Unreadable(String problem) implements Content {}
    }

    /** Reads a file of at most {@code bytesMax}. */
    static Content read(Path file, int bytesMax) {
        if (Files.isDirectory(file)) {
            return new Content.Unreadable("is a directory: " + file);
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(bytesMax + 1);
            return bytes.length > bytesMax
                    ? new Content.Unreadable("is larger than " + bytesMax + " bytes: " + file)
                    : new Content.Bytes(bytes);
        } catch (NoSuchFileException e) {
            return new Content.Unreadable("no such file: " + file);
        } catch (IOException e) {
            return new Content.Unreadable("cannot be read: " + e);
        }
    }

    /** The keys and values at the top of the file; empty after an error. */
    static Optional<Section> parse(Document document, byte[] bytes) {
        String text = text(document, bytes);
        if (text == null) {
            return Optional.empty();
        }
        LoadSettings settings = LoadSettings.builder().setLabel(document.file()).build();
        try {
            if (!plain(document, new Parse(settings).parseString(text))) {
                return Optional.empty();
            }
            Node root = new Compose(settings).composeString(text).orElse(null);
            if (root == null) {
                document.error(0, "", null, "is empty", EXAMPLE);
                return Optional.empty();
            }
            if (!(root instanceof MappingNode mapping)) {
                document.error(Document.line(root), "", null, "has to be keys and values", EXAMPLE);
                return Optional.empty();
            }
            return Optional.of(new Section(document, "", mapping));
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
            document.error(line, "", null, "is not YAML: " + e.getProblem(), SYNTAX);
            return Optional.empty();
        } catch (YamlEngineException e) {
            document.error(0, "", null, "is not YAML: " + e.getMessage(), SYNTAX);
            return Optional.empty();
        }
    }

    private static @Nullable String text(Document document, byte[] bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            document.error(0, "", null, "is not text in UTF-8", EXAMPLE);
            return null;
        }
        int line = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                line++;
            } else if (Character.isISOControl(c) && c != '\r' && c != '\t') {
                String problem = "has a control character (code " + (int) c + ")";
                document.error(line, "", null, problem, "plain text in UTF-8");
                return null;
            }
        }
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    /** False after an error. Runs on the event stream, which builds nothing however deep it is. */
    private static boolean plain(Document document, Iterable<Event> events) {
        int depth = 0;
        int documents = 0;
        for (Event event : events) {
            if (event instanceof DocumentStartEvent) {
                documents++;
            } else if (event instanceof CollectionStartEvent) {
                depth++;
            } else if (event instanceof CollectionEndEvent) {
                depth--;
            }
            String problem = problem(event, depth, documents);
            if (problem != null) {
                int line = event.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
                document.error(line, "", null, problem, EXAMPLE);
                return false;
            }
        }
        return true;
    }

    private static @Nullable String problem(Event event, int depth, int documents) {
        if (documents > 1) {
            return "has more than one document: remove the line ---";
        }
        if (depth > DEPTH_MAX) {
            return "is nested deeper than " + DEPTH_MAX + " levels";
        }
        if (event instanceof AliasEvent
                || (event instanceof NodeEvent node && node.getAnchor().isPresent())) {
            return "has an anchor (&) or alias (*): write the values out, or quote the text";
        }
        boolean tagged =
                switch (event) {
                    case ScalarEvent scalar -> scalar.getTag().isPresent();
                    case CollectionStartEvent collection -> collection.getTag().isPresent();
                    default -> false;
                };
        return tagged ? "has a tag (!): write the plain value, or quote the text" : null;
    }
}
