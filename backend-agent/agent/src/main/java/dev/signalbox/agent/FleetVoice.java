package dev.signalbox.agent;

import dev.signalbox.agent.quorum.Quorum;
import dev.signalbox.model.quorum.FleetAnswer;
import dev.signalbox.model.quorum.FleetCommand;
import dev.signalbox.model.quorum.FleetState;
import dev.signalbox.model.quorum.Word;
import dev.signalbox.model.time.Now;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What this agent tells the fleet by itself: that its run began, and its word on regions. Each is
 * said again until it is on record. One thread.
 */
final class FleetVoice {

    private static final System.Logger LOG = System.getLogger(FleetVoice.class.getName());
    private static final long AGAIN_MILLIS = 1_000;

    private final Run run;
    private final Quorum quorum;
    private final Asks asks;
    private final Consumer<FleetCommand> ask;

    /** Set by the quorum's threads. */
    private volatile boolean joined;

    private volatile boolean notJoined;
    private @Nullable Long joinAskedNanos;
    private Map<String, Word> said = Map.of();
    private @Nullable Long saidNanos;

    /**
     * This run of the agent.
     *
     * @param title the name people use for its region
     */
    record Run(String bootId, String version, String policyHash, String title) {}

    /**
     * @param ask takes what the quorum is to be asked for
     */
    FleetVoice(Run run, Quorum quorum, Asks asks, Consumer<FleetCommand> ask) {
        this.run = run;
        this.quorum = quorum;
        this.asks = asks;
        this.ask = ask;
    }

    /** Tells the others once that this run began. */
    void join(Now now) {
        if (joined || lately(joinAskedNanos, now)) {
            return;
        }
        joinAskedNanos = now.nanos();
        var _ =
                quorum.submit(
                                new FleetCommand.Join(
                                        new FleetCommand.Ask(
                                                run.bootId() + "-join", asks.region(), now.wall()),
                                        run.bootId(),
                                        run.version(),
                                        run.policyHash(),
                                        run.title()))
                        .whenComplete((answer, _) -> joined(answer));
    }

    /** What is refused now is asked for again all the same, and said once. */
    private void joined(@Nullable FleetAnswer answer) {
        joined = answer instanceof FleetAnswer.Done;
        if (answer instanceof FleetAnswer.Refused refused && !notJoined) {
            notJoined = true;
            LOG.log(
                    System.Logger.Level.ERROR,
                    "the fleet does not take this agent: {0}",
                    refused.sentence());
        }
    }

    /** Says what is new of all that this agent says now, and again what did not arrive. */
    void say(List<Word> words, FleetState state, Now now) {
        Map<String, Word> wanted =
                words.stream()
                        .filter(word -> isNew(state.words().get(word.key()), word))
                        .collect(Collectors.toMap(Word::key, word -> word));
        boolean asked = reaches(wanted).equals(reaches(said)) && lately(saidNanos, now);
        if (wanted.isEmpty() || asked) {
            return;
        }
        said = wanted;
        saidNanos = now.nanos();
        ask.accept(new FleetCommand.Say(asks.next(), words));
    }

    private static boolean isNew(@Nullable Word before, Word word) {
        return before == null ? word.reach() != Word.Reach.UNKNOWN : before.reach() != word.reach();
    }

    private static Map<String, Word.Reach> reaches(Map<String, Word> words) {
        return words.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().reach()));
    }

    private static boolean lately(@Nullable Long nanos, Now now) {
        return nanos != null && now.millisSince(nanos) < AGAIN_MILLIS;
    }
}
