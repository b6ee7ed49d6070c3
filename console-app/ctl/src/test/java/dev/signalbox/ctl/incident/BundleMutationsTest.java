package dev.signalbox.ctl.incident;

import static dev.signalbox.ctl.connection.Regions.NOON;
import static dev.signalbox.ctl.incident.BundleDraft.RECORDING;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.ctl.replay.PackedSecond;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.recording.SecondCodec;
import dev.signalbox.v1.JournalPosition;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What somebody may do to a bundle, sealed anew or not, and what is said of it. */
@Timeout(60)
class BundleMutationsTest {

    @TempDir private Path directory;

    /** Changes what a bundle is made of; it is sealed as if it were true. */
    private interface Forgery {
        void of(BundleDraft draft) throws IOException;
    }

    /** Changes the file. */
    private interface Damage {
        byte[] of(byte[] file) throws IOException;
    }

    private record Case(String name, Forgery forgery, Damage damage, List<String> said) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Case forged(String name, Forgery forgery, String... said) {
        return new Case(name, forgery, file -> file, List.of(said));
    }

    private static Case damaged(String name, Damage damage, String... said) {
        return new Case(name, _ -> {}, damage, List.of(said));
    }

    static Stream<Case> cases() {
        return Stream.of(
                forged("nothing", _ -> {}),
                forged(
                        "the fleet's table says another epoch",
                        draft -> replace(draft, "tables/f1.json", "\"epoch\":0", "\"epoch\":1"),
                        "tables/f1.json: from character",
                        "\"epoch\":1",
                        "and the journal decides"),
                forged(
                        "the fleet's table names another writer",
                        draft -> replace(draft, "tables/f1.json", "eu-west", "us-east"),
                        "tables/f1.json: from character"),
                forged(
                        "a region's table is cut",
                        draft -> draft.instead.put("tables/j1.json", "{".getBytes(UTF_8)),
                        "tables/j1.json: from character 2 it is at its end"),
                forged(
                        "consoles were told another epoch of the fleet",
                        draft -> draft.told.add(draft.second(NOON.getEpochSecond() + 3, 2, 2, 7)),
                        RECORDING + ": consoles were told fleet routes of epoch 7 last"),
                forged(
                        "a region's sequence is negative",
                        draft -> draft.told.add(draft.second(NOON.getEpochSecond() + 3, -5, 2, 0)),
                        RECORDING + ": consoles were told last that j1 has 18446744073709551611"),
                forged(
                        "the fleet's sequence is beyond its journal",
                        draft -> draft.told.add(draft.second(NOON.getEpochSecond() + 3, 2, 9, 0)),
                        RECORDING + ": consoles were told last that f1 has 9 records"),
                forged(
                        "a position is negative",
                        draft ->
                                draft.told.set(
                                        1,
                                        draft.told.get(1).toBuilder()
                                                .addJournals(
                                                        JournalPosition.newBuilder()
                                                                .setJournalId("j1")
                                                                .setSequence(-1))
                                                .build()),
                        RECORDING + ": the second 2026-11-20T12:00:01Z names record j1/-1"),
                forged(
                        "a record is not the one that follows",
                        draft -> {
                            draft.instead.put(
                                    "tables/j1.json", Tables.of("j1", false, draft.region));
                            JournalEntry second = draft.region.removeLast();
                            draft.region.add(
                                    new JournalEntry("j1", -2, second.body(), second.hash()));
                        },
                        "journals/j1.jsonl: record j1/-2 does not follow"),
                forged(
                        "a line is no record",
                        draft ->
                                draft.instead.put(
                                        "journals/j1.jsonl", "{\"sequence\":1}\n".getBytes(UTF_8)),
                        "journals/j1.jsonl: line 1 is no record"),
                forged(
                        "a recording's index promises more",
                        draft ->
                                draft.instead.put(
                                        RECORDING, ByteBuffer.allocate(4).putInt(9).array()),
                        RECORDING + ": its index says 9 seconds, and there is room for 0"),
                forged(
                        "a second says it is a gigabyte",
                        draft -> draft.instead.put(RECORDING, oneSecond(1 << 30, new byte[9], 9)),
                        RECORDING + ": its index says of second 1 that it has 1073741824 bytes"),
                forged(
                        "a second says it has less than nothing",
                        draft -> draft.instead.put(RECORDING, oneSecond(9, new byte[9], -1)),
                        RECORDING + ": its index says of second 1 that it has -1 bytes packed"),
                forged(
                        "a second unpacks to more than it says",
                        draft -> {
                            byte[] bomb =
                                    SecondCodec.pack(new byte[1 << 25], SecondCodec.nothing());
                            draft.instead.put(RECORDING, oneSecond(1_000, bomb, bomb.length));
                        },
                        RECORDING + ": the second 2026-11-20T12:00:00Z: a recorded second cannot"),
                forged(
                        "a second is not packed at all",
                        draft -> draft.instead.put(RECORDING, oneSecond(9, new byte[9], 9)),
                        RECORDING + ": the second 2026-11-20T12:00:00Z: a recorded second cannot"),
                forged(
                        "more is there than the index says",
                        draft ->
                                draft.instead.put(
                                        RECORDING,
                                        Arrays.copyOf(oneSecond(9, new byte[9], 9), 4 + 17 + 12)),
                        RECORDING + ": 3 bytes after its last second are in no index"),
                damaged(
                        "cut in half",
                        file -> Arrays.copyOf(file, file.length / 2),
                        "night.sbx: cut off in "),
                damaged("nothing is left", file -> new byte[0], "no bundle: it does not begin"),
                damaged(
                        "longer by a byte",
                        file -> Arrays.copyOf(file, file.length + 1),
                        "altered at byte ",
                        "outside its entries"),
                damaged(
                        "an entry is there twice",
                        file -> rezip(file, "tables/j1.json", "tables/f1.json", false),
                        "altered in tables/f1.json: it is there twice"),
                damaged(
                        "an entry climbs out",
                        file -> rezip(file, "tables/j1.json", "tables/../../j1.json", false),
                        "altered in tables/../../j1.json: no bundle has an entry of this name"),
                damaged(
                        "an entry is somewhere on this disk",
                        file -> rezip(file, "tables/j1.json", "/etc/j1.json", false),
                        "altered in /etc/j1.json: no bundle has an entry of this name"),
                damaged(
                        "an entry is compressed",
                        file -> rezip(file, "tables/j1.json", "tables/j1.json", true),
                        "altered in tables/j1.json: it is compressed"),
                damaged(
                        "an entry more",
                        file -> rezip(file, "", "tables/j9.json", false),
                        "tables/j9.json is there and not in the manifest"),
                damaged(
                        "an entry less",
                        file -> rezip(file, "tables/j1.json", "", false),
                        "tables/j1.json is missing"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatIsWrongIsSaidAndWhere(Case one) throws IOException {
        BundleDraft draft = new BundleDraft();
        one.forgery().of(draft);
        Path file = draft.write(directory);
        Files.write(file, one.damage().of(Files.readAllBytes(file)));
        String judged = judged(file);
        if (one.said().isEmpty()) {
            assertThat(judged).isEqualTo("good");
            return;
        }
        assertThat(judged).as(one.name()).contains(one.said().toArray(String[]::new));
    }

    /** One byte in five, in every part of a small bundle. */
    @Test
    void noByteCanBeAltered() throws IOException {
        BundleDraft draft = new BundleDraft();
        draft.told.removeLast();
        draft.told.removeLast();
        Path file = draft.write(directory);
        byte[] good = Files.readAllBytes(file);
        for (int place = 0; place < good.length; place += 5) {
            byte[] bytes = good.clone();
            bytes[place] ^= (byte) (1 << place % 8);
            Files.write(file, bytes);
            assertThat(judged(file)).as("byte %s", place).startsWith(file + ": ");
        }
    }

    private static String judged(Path file) {
        try {
            List<BundleCheck.Problem> problems = BundleCheck.of(Bundle.open(file)).problems();
            return problems.isEmpty()
                    ? "good"
                    : problems.stream()
                            .map(problem -> problem.entry() + ": " + problem.sentence())
                            .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static void replace(BundleDraft draft, String name, String old, String changed) {
        byte[] table =
                name.contains("f1")
                        ? Tables.of("f1", true, draft.fleet)
                        : Tables.of("j1", false, draft.region);
        String json = new String(table, UTF_8);
        assertThat(json).contains(old);
        draft.instead.put(name, json.replace(old, changed).getBytes(UTF_8));
    }

    private static byte[] oneSecond(int rawBytes, byte[] packed, int packedBytes)
            throws IOException {
        byte[] bytes =
                RecordingBytes.write(
                        List.of(new PackedSecond(NOON.getEpochSecond(), true, rawBytes, packed)));
        ByteBuffer.wrap(bytes).putInt(4 + 8 + 1 + 4, packedBytes);
        return bytes;
    }

    /** Writes the file anew with an entry under another name, without it, or with one more. */
    private static byte[] rezip(byte[] file, String name, String changed, boolean compressed)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // As the JDK writes names it would not write twice.
        String placeholder = "x".repeat(changed.length());
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(file));
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (ZipEntry each = in.getNextEntry(); each != null; each = in.getNextEntry()) {
                byte[] content = in.readAllBytes();
                boolean meant = each.getName().equals(name);
                if (!meant) {
                    put(out, each.getName(), content, false);
                } else if (!changed.isEmpty()) {
                    put(out, placeholder, content, compressed);
                }
            }
            if (name.isEmpty()) {
                put(out, placeholder, new byte[3], false);
            }
        }
        String latin = bytes.toString(ISO_8859_1);
        return (changed.isEmpty() ? latin : latin.replace(placeholder, changed))
                .getBytes(ISO_8859_1);
    }

    private static void put(ZipOutputStream out, String name, byte[] content, boolean compressed)
            throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
        entry.setMethod(compressed ? ZipEntry.DEFLATED : ZipEntry.STORED);
        if (!compressed) {
            CRC32 sum = new CRC32();
            sum.update(content);
            entry.setSize(content.length);
            entry.setCrc(sum.getValue());
        }
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }
}
