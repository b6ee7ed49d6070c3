package dev.signalbox.world.quorum;

import dev.signalbox.agent.decide.fleet.QuorumRules;
import dev.signalbox.agent.journal.SqliteFleetStore;
import dev.signalbox.agent.quorum.QuorumSettings;
import dev.signalbox.agent.quorum.QuorumStatus;
import dev.signalbox.agent.quorum.RatisQuorum;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.quorum.FleetAnswer;
import dev.signalbox.model.quorum.FleetCodec;
import dev.signalbox.model.quorum.FleetCommand;
import dev.signalbox.model.quorum.FleetState;
import dev.signalbox.model.quorum.Phase;
import dev.signalbox.model.time.NowSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One member in a process of its own: commands on its standard input, answers on its standard
 * output, a line each. It ends when its input does.
 */
public final class QuorumMember {

    /** It could not go on, as an agent would not. */
    private static final int HALTED = 9;

    private static final int FIXED = 6;
    private static final int PAGE = 1_000;

    private final FleetCodec codec = new FleetCodec();
    private final PrintStream out;
    private final RatisQuorum quorum;
    private final SqliteFleetStore store;

    private QuorumMember(PrintStream out, RatisQuorum quorum, SqliteFleetStore store) {
        this.out = out;
        this.quorum = quorum;
        this.store = store;
    }

    /**
     * Runs it.
     *
     * @param arguments region, its port, the port where others reach it, its directory, the
     *     shortest and the longest silence before an election in milliseconds, then {@code
     *     region=port} for each other member
     */
    public static void main(String[] arguments) throws IOException {
        TreeMap<String, InetSocketAddress> others = new TreeMap<>();
        for (int i = FIXED; i < arguments.length; i++) {
            List<String> other = List.of(arguments[i].split("=", 2));
            others.put(other.getFirst(), loopback(other.getLast()));
        }
        Path directory = Path.of(arguments[3]);
        SqliteFleetStore store =
                SqliteFleetStore.open(
                        directory.resolve("fleet"), QuorumSettings.journalId(Fleet.NAME));
        RatisQuorum quorum =
                RatisQuorum.start(
                        new QuorumSettings(
                                Fleet.NAME,
                                arguments[0],
                                loopback(arguments[1]),
                                loopback(arguments[2]),
                                others,
                                directory.resolve("quorum"),
                                null,
                                Duration.ofMillis(Long.parseLong(arguments[4])),
                                Duration.ofMillis(Long.parseLong(arguments[5])),
                                new QuorumRules(),
                                store,
                                NowSource.system()),
                        reason -> {
                            System.err.println("halted: " + reason);
                            Runtime.getRuntime().halt(HALTED);
                        });
        try (quorum;
                BufferedReader in =
                        new BufferedReader(
                                new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            new QuorumMember(System.out, quorum, store).serve(in);
        }
        System.exit(0);
    }

    private static InetSocketAddress loopback(String port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port));
    }

    private void serve(BufferedReader in) throws IOException {
        say("ready");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            List<String> words = List.of(line.split(" ", 3));
            switch (words.getFirst()) {
                case "submit" -> submit(words.get(1), words.get(2));
                case "status" -> say(words.get(1) + " " + status());
                case "place" -> say(words.get(1) + " " + quorum.state().position());
                case "digest" -> say(words.get(1) + " " + digest());
                case "journal" -> journal(words.get(1), Long.parseLong(words.get(2)));
                default -> System.err.println("unknown: " + line);
            }
        }
    }

    private void submit(String number, String text) {
        FleetCommand command = codec.commandFrom(Base64.getDecoder().decode(text));
        var _ =
                quorum.submit(command)
                        .whenComplete(
                                (answer, failure) -> {
                                    FleetState state = quorum.state();
                                    say(
                                            number
                                                    + " "
                                                    + state.table().epoch()
                                                    + " "
                                                    + open(state)
                                                    + " "
                                                    + answered(answer, failure));
                                });
    }

    private static String open(FleetState state) {
        return state.changes().values().stream()
                .filter(c -> c.phase() == Phase.RUNNING || c.phase() == Phase.HELD)
                .map(FleetState.Change::id)
                .findFirst()
                .orElse(MemberProcess.NOTHING);
    }

    private String answered(@Nullable FleetAnswer answer, @Nullable Throwable failure) {
        return answer == null
                ? "failed " + (failure == null ? "" : failure.getMessage())
                : "answer " + Base64.getEncoder().encodeToString(codec.toBytes(answer));
    }

    private String status() {
        QuorumStatus status = quorum.status();
        return status.leader()
                + " "
                + status.inTouch()
                + " "
                + quorum.journal().last().sequence()
                + " "
                + quorum.state().table().epoch();
    }

    private String digest() throws IOException {
        return store.digest()
                + " "
                + Base64.getEncoder().encodeToString(codec.toBytes(quorum.state())).hashCode()
                + " "
                + quorum.journal().verify().problems();
    }

    /** The journal after a sequence, all in one line. */
    private void journal(String number, long after) {
        List<JournalEntry> all = new ArrayList<>();
        List<JournalEntry> page = quorum.journal().read(after, PAGE);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = quorum.journal().read(page.getLast().sequence(), PAGE);
        }
        StringBuilder text = new StringBuilder();
        all.forEach(
                entry ->
                        text.append(entry.sequence())
                                .append(' ')
                                .append(entry.hash())
                                .append(' ')
                                .append(Base64.getEncoder().encodeToString(entry.body()))
                                .append(','));
        say(number + " " + text);
    }

    private synchronized void say(String line) {
        out.println(line);
        out.flush();
    }
}
