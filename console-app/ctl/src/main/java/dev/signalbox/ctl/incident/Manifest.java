package dev.signalbox.ctl.incident;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a bundle holds.
 *
 * @param format {@link #FORMAT}
 * @param from the range that was asked for
 * @param by who made it
 * @param tables what the journals decide after their last record
 * @param missing agents that did not answer, in words
 * @param entries every other file of the bundle, in its order
 */
public record Manifest(
        int format,
        String fleet,
        Instant from,
        Instant to,
        Instant madeAt,
        String by,
        List<Agent> agents,
        List<Journal> journals,
        List<Table> tables,
        List<String> missing,
        List<Entry> entries) {

    /** Version of the bundle's format. */
    public static final int FORMAT = 1;

    private static final JsonMapper MAPPER =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    public Manifest {
        Objects.requireNonNull(fleet, "fleet");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(madeAt, "madeAt");
        Objects.requireNonNull(by, "by");
        agents = List.copyOf(agents);
        journals = List.copyOf(journals);
        tables = List.copyOf(tables);
        missing = List.copyOf(missing);
        entries = List.copyOf(entries);
    }

    /**
     * An agent and its recording.
     *
     * @param policyHash SHA-256 of the policy file it ran with last; null when its journal does not
     *     say
     * @param entry its recording
     * @param seconds recorded
     * @param journalGood what it said of its own journal, against its signed head
     * @param sealedSequence last record its signed head covers
     * @param problems what it said is wrong with its journal
     */
    public record Agent(
            String region,
            String endpoint,
            String version,
            @Nullable String policyHash,
            String entry,
            long seconds,
            boolean journalGood,
            long sealedSequence,
            List<String> problems) {

        public Agent {
            Objects.requireNonNull(region, "region");
            Objects.requireNonNull(endpoint, "endpoint");
            Objects.requireNonNull(version, "version");
            Objects.requireNonNull(entry, "entry");
            problems = List.copyOf(problems);
        }
    }

    /**
     * A journal, whole.
     *
     * @param kind own, fleet or copy
     * @param region empty for the fleet's
     * @param lastHash of its last record
     */
    public record Journal(
            String journalId,
            String kind,
            String region,
            String entry,
            long records,
            String lastHash) {

        public Journal {
            Objects.requireNonNull(journalId, "journalId");
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(region, "region");
            Objects.requireNonNull(entry, "entry");
            Objects.requireNonNull(lastHash, "lastHash");
        }
    }

    /**
     * The routes that a journal decides, as JSON.
     *
     * @param sequence the journal's last record
     */
    public record Table(String journalId, long sequence, String entry) {

        public Table {
            Objects.requireNonNull(journalId, "journalId");
            Objects.requireNonNull(entry, "entry");
        }
    }

    /** A file of the bundle. */
    public record Entry(String name, long bytes, String sha256) {

        public Entry {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(sha256, "sha256");
        }
    }

    byte[] toBytes() {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
    }

    /**
     * @throws IllegalArgumentException when it is none, or of a format this program is too old for
     */
    static Manifest from(byte[] bytes) {
        try {
            Manifest manifest = MAPPER.readValue(bytes, Manifest.class);
            if (manifest.format() != FORMAT) {
                throw new IllegalArgumentException(
                        "a bundle of format "
                                + manifest.format()
                                + ": this program reads "
                                + FORMAT);
            }
            return manifest;
        } catch (JacksonException | NullPointerException e) {
            throw new IllegalArgumentException("no manifest: " + e.getMessage(), e);
        }
    }
}
