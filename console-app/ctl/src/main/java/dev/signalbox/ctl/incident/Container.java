package dev.signalbox.ctl.incident;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * The file around a bundle's entries: a zip with stored entries, written in one way only. So a
 * change of any byte shows: of an entry by its digest, of all else by writing it again.
 */
final class Container {

    /** Far beyond an incident; it is held in memory. */
    static final long BYTES_MAX = 1L << 30;

    /** Far beyond a night of one agent. */
    static final int ENTRY_BYTES_MAX = 256 << 20;

    /** Far beyond a fleet's agents and journals. */
    private static final int ENTRIES_MAX = 1_000;

    private static final Pattern NAME =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)?");

    /** The same in every file; when a bundle was made stands in its manifest. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private Container() {}

    static void write(Map<String, byte[]> entries, OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        zip.setMethod(ZipOutputStream.STORED);
        for (Map.Entry<String, byte[]> each : entries.entrySet()) {
            ZipEntry entry = new ZipEntry(each.getKey());
            entry.setTimeLocal(TIME);
            entry.setSize(each.getValue().length);
            CRC32 sum = new CRC32();
            sum.update(each.getValue());
            entry.setCrc(sum.getValue());
            zip.putNextEntry(entry);
            zip.write(each.getValue());
            zip.closeEntry();
        }
        zip.finish();
    }

    /**
     * The entries in their order.
     *
     * @throws IOException in words that name the entry, when the file is cut off or altered
     */
    static Map<String, byte[]> read(Path file) throws IOException {
        long size = Files.size(file);
        if (size > BYTES_MAX) {
            throw new IOException("it has " + size + " bytes; a bundle has at most " + BYTES_MAX);
        }
        Map<String, byte[]> entries = new LinkedHashMap<>();
        String place = "at its beginning";
        try (ZipInputStream zip =
                new ZipInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            ZipEntry entry = zip.getNextEntry();
            while (entry != null) {
                place = "in " + printable(entry.getName());
                check(entry);
                if (entries.containsKey(entry.getName())) {
                    throw new IOException("it is there twice");
                }
                if (entries.size() == ENTRIES_MAX) {
                    throw new IOException("a bundle has at most " + ENTRIES_MAX + " entries");
                }
                entries.put(entry.getName(), zip.readAllBytes());
                zip.closeEntry();
                place = "after " + printable(entry.getName());
                entry = zip.getNextEntry();
            }
        } catch (IOException | IllegalArgumentException e) {
            if (ended(e)) {
                throw new IOException(
                        "cut off " + place + ": the file has only " + size + " bytes", e);
            }
            throw new IOException("altered " + place + ": " + e.getMessage(), e);
        }
        if (entries.isEmpty()) {
            throw new IOException("no bundle: it does not begin as one");
        }
        long different = firstDifference(entries, file);
        if (different >= 0) {
            throw new IOException(
                    different >= size
                            ? "cut off after its last entry: the list of entries at its end is not"
                                    + " whole"
                            : "altered at byte "
                                    + different
                                    + ", outside its entries: this program did not write it so");
        }
        return entries;
    }

    /** Before a byte of it is read: what is not packed is never longer than the file. */
    private static void check(ZipEntry entry) throws IOException {
        if (!NAME.matcher(entry.getName()).matches()) {
            throw new IOException("no bundle has an entry of this name");
        }
        if (entry.getMethod() != ZipEntry.STORED) {
            throw new IOException("it is compressed; a bundle's entries are stored as they are");
        }
        if (entry.getSize() > ENTRY_BYTES_MAX) {
            throw new IOException(
                    "it says it has "
                            + entry.getSize()
                            + " bytes; an entry has at most "
                            + ENTRY_BYTES_MAX);
        }
    }

    /** In a stored entry the JDK tells the end of a file by its words only. */
    private static boolean ended(Exception failure) {
        return failure instanceof EOFException
                || String.valueOf(failure.getMessage()).contains("EOF");
    }

    /** Where the file differs from what {@link #write} makes of its entries, -1 nowhere. */
    private static long firstDifference(Map<String, byte[]> entries, Path file) throws IOException {
        try (InputStream is = new BufferedInputStream(Files.newInputStream(file))) {
            Comparing comparing = new Comparing(is);
            write(entries, comparing);
            if (comparing.different < 0 && is.read() >= 0) {
                return comparing.position;
            }
            return comparing.different;
        }
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String printable(String name) {
        return name.length() > 100 || !name.chars().allMatch(c -> c > ' ' && c < 127)
                ? "an entry without a proper name"
                : name;
    }

    /** Compares what is written with what is there. */
    private static final class Comparing extends OutputStream {
        private final InputStream there;
        private long position;
        private long different = -1;

        Comparing(InputStream there) {
            this.there = there;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (different < 0) {
                byte[] same = there.readNBytes(length);
                int at = Arrays.mismatch(same, 0, same.length, bytes, offset, offset + length);
                different = at < 0 ? -1 : position + at;
            }
            position += length;
        }

        @Override
        public void write(int value) throws IOException {
            if (different < 0 && there.read() != (value & 0xff)) {
                different = position;
            }
            position++;
        }
    }
}
