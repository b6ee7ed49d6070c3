package dev.signalbox.ctl.incident;

import dev.signalbox.ctl.replay.PackedSecond;
import dev.signalbox.ctl.replay.Recording;
import dev.signalbox.model.journal.JournalEntry;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An incident bundle that was read and found whole: no byte of it was altered since it was made.
 *
 * @param manifest what it holds
 * @param seal SHA-256 of its manifest, which holds the digests of all else: who wrote it down when
 *     the bundle was made can tell that it is still the same
 * @param tables by journal, JSON of the routes it decides
 */
public record Bundle(
        Manifest manifest, String seal, Recording recording, Map<String, String> tables) {

    public Bundle {
        tables = Map.copyOf(tables);
    }

    static final String MANIFEST = "manifest.json";
    static final String SEAL = "manifest.sha256";

    /**
     * Reads a bundle. Its digests are checked; what it says is not, see {@link BundleCheck}.
     *
     * @throws IOException in words that name the file and the entry, when it is cut off, altered or
     *     no bundle
     */
    public static Bundle open(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + ": no such file");
        }
        try {
            return read(file);
        } catch (IOException | IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private static Bundle read(Path file) throws IOException {
        Map<String, byte[]> all = Container.read(file);
        Map<String, byte[]> entries = new LinkedHashMap<>(all);
        byte[] manifestBytes = entries.remove(MANIFEST);
        byte[] sealBytes = entries.remove(SEAL);
        if (manifestBytes == null || sealBytes == null) {
            throw new IOException("no bundle: " + MANIFEST + " or " + SEAL + " is missing");
        }
        String seal = Container.sha256(manifestBytes);
        if (!seal.equals(new String(sealBytes, StandardCharsets.US_ASCII))) {
            throw new IOException(
                    "altered in " + MANIFEST + " or " + SEAL + ": they do not belong together");
        }
        Manifest manifest = Manifest.from(manifestBytes);
        for (Manifest.Entry expected : manifest.entries()) {
            byte[] bytes = entries.remove(expected.name());
            if (bytes == null) {
                throw new IOException(expected.name() + " is missing");
            }
            if (!Container.sha256(bytes).equals(expected.sha256())) {
                throw new IOException(
                        "altered in " + expected.name() + ": its SHA-256 is not the manifest's");
            }
        }
        if (!entries.isEmpty()) {
            throw new IOException(
                    entries.keySet().iterator().next() + " is there and not in the manifest");
        }
        return new Bundle(manifest, seal, recording(file, manifest, all), tables(manifest, all));
    }

    private static Recording recording(Path file, Manifest manifest, Map<String, byte[]> entries)
            throws IOException {
        List<Recording.AgentSeconds> agents = new ArrayList<>();
        for (Manifest.Agent agent : manifest.agents()) {
            agents.add(
                    new Recording.AgentSeconds(
                            agent.region(),
                            agent.endpoint(),
                            recorded(agent.entry(), entry(entries, agent.entry()))));
        }
        List<Recording.JournalPart> journals = new ArrayList<>();
        for (Manifest.Journal journal : manifest.journals()) {
            journals.add(
                    new Recording.JournalPart(
                            journal.journalId(),
                            journal.kind().equals("fleet"),
                            lines(journal, entry(entries, journal.entry()))));
        }
        return new Recording(
                String.valueOf(file.getFileName()),
                manifest.from(),
                manifest.to(),
                agents,
                journals);
    }

    private static List<PackedSecond> recorded(String name, byte[] bytes) throws IOException {
        try {
            return RecordingBytes.read(bytes);
        } catch (IOException e) {
            throw new IOException(name + ": " + e.getMessage(), e);
        }
    }

    private static List<JournalEntry> lines(Manifest.Journal journal, byte[] bytes) {
        try {
            return JournalLines.read(journal.journalId(), bytes);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(journal.entry() + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, String> tables(Manifest manifest, Map<String, byte[]> entries)
            throws IOException {
        Map<String, String> tables = new LinkedHashMap<>();
        for (Manifest.Table table : manifest.tables()) {
            String json = new String(entry(entries, table.entry()), StandardCharsets.UTF_8);
            if (tables.put(table.journalId(), json) != null) {
                throw new IOException(
                        MANIFEST + " names two tables of journal " + table.journalId());
            }
        }
        return tables;
    }

    private static byte[] entry(Map<String, byte[]> entries, String name) throws IOException {
        byte[] bytes = entries.get(name);
        if (bytes == null) {
            throw new IOException(name + " is named in the manifest and not there");
        }
        return bytes;
    }

    /**
     * Writes a bundle in one piece: there is none, or a whole one.
     *
     * @param draft without its entries
     * @param contents by name
     * @return the seal
     */
    static String write(Path file, Manifest draft, Map<String, byte[]> contents)
            throws IOException {
        List<Manifest.Entry> listed = new ArrayList<>();
        contents.forEach(
                (name, bytes) ->
                        listed.add(
                                new Manifest.Entry(name, bytes.length, Container.sha256(bytes))));
        Manifest manifest =
                new Manifest(
                        draft.format(),
                        draft.fleet(),
                        draft.from(),
                        draft.to(),
                        draft.madeAt(),
                        draft.by(),
                        draft.agents(),
                        draft.journals(),
                        draft.tables(),
                        draft.missing(),
                        listed);
        byte[] bytes = manifest.toBytes();
        String seal = Container.sha256(bytes);
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put(MANIFEST, bytes);
        all.put(SEAL, seal.getBytes(StandardCharsets.US_ASCII));
        all.putAll(contents);
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
            Container.write(all, out);
        } catch (IOException e) {
            Files.deleteIfExists(part);
            throw new IOException(part + " cannot be written: " + e, e);
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        return seal;
    }
}
