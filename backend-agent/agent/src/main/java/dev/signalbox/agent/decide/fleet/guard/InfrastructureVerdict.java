package dev.signalbox.agent.decide.fleet.guard;

import dev.signalbox.agent.decide.fleet.guard.FleetGuard.Finding;
import dev.signalbox.agent.decide.fleet.guard.FleetGuard.Judge;
import dev.signalbox.model.change.Origin;
import dev.signalbox.model.change.PlanKind;
import dev.signalbox.model.fleet.AgentStatus.RouterView;
import dev.signalbox.model.fleet.RegionEntry;
import dev.signalbox.model.fleet.Severity;
import dev.signalbox.model.quorum.RegionVerdict;
import dev.signalbox.model.quorum.Word;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A region is evacuated for its infrastructure's sake by the word of several observers; planned
 * work needs no verdict. What callers meant to say is no reason, and a cut moves nothing.
 */
final class InfrastructureVerdict implements Judge {

    @Override
    public Finding judge(Question question) {
        RegionVerdict verdict = question.state().verdict(question.source());
        String title = question.title(question.source());
        if (question.plan().kind().back()) {
            return back(verdict, title);
        }
        if (verdict == RegionVerdict.LOST && question.plan().kind() == PlanKind.DRAIN_REGION) {
            return Finding.hard(
                    title
                            + " is lost: evacuate it, which takes a second person; a drain is for regions that work");
        }
        return switch (verdict) {
            case LOST -> lost(question, title);
            case ISOLATED ->
                    Finding.block(
                            title
                                    + " is cut off, and its carriers still reach it: its callers are served, a cut moves nothing");
            case PRESENT -> present(question, title);
        };
    }

    /** Never into a dead source. */
    private static Finding back(RegionVerdict verdict, String title) {
        return switch (verdict) {
            case LOST -> Finding.hard(title + " is still lost: no calls into a dead region");
            case ISOLATED ->
                    Finding.block(title + " is cut off: how its calls would go cannot be seen");
            case PRESENT -> Finding.pass("nobody says that " + title + " is lost");
        };
    }

    private static Finding lost(Question question, String title) {
        List<Word> silent = words(question, Word.Reach.SILENT);
        String who =
                String.join(
                        ", ",
                        silent.stream()
                                .filter(w -> w.view() != Word.View.CARRIER)
                                .map(w -> observer(question, w))
                                .distinct()
                                .toList());
        if (silent.stream().anyMatch(w -> w.view() == Word.View.CARRIER)) {
            who += who.isEmpty() ? "its carriers" : "; its carriers say so too";
        }
        long agents = agents(silent);
        int needed = question.limits().observersMin();
        if (agents >= needed) {
            return Finding.pass(
                    "%s is lost by the word of %d agents: %s".formatted(title, agents, who));
        }
        String few =
                "%s is called lost by %d agent(s) now, at least %d are needed"
                        .formatted(title, agents, needed);
        if (!silent.isEmpty()) {
            few += "; who says so: " + who;
        }
        boolean undisputed = agents > 0 && agents(words(question, Word.Reach.ANSWERS)) == 0;
        // An observer that died since the change began has taken nothing back.
        return question.own() != null && undisputed ? Finding.warn(few) : Finding.block(few);
    }

    private static List<Word> words(Question question, Word.Reach reach) {
        return question.state().words().values().stream()
                .filter(w -> w.about().equals(question.source()))
                .filter(w -> w.reach() == reach)
                .toList();
    }

    /**
     * Different agents; what carriers see is read by one of them, often one that counts already.
     */
    private static long agents(List<Word> words) {
        return words.stream()
                .filter(w -> w.view() != Word.View.CARRIER)
                .map(Word::observer)
                .distinct()
                .count();
    }

    private static String observer(Question question, Word word) {
        return switch (word.view()) {
            case OWN -> "its own agent";
            case PEER -> question.title(word.observer());
            case CARRIER -> "its carriers";
        };
    }

    private static Finding present(Question question, String title) {
        if (question.plan().origin() == Origin.AUTOMATIC) {
            return Finding.block("nobody calls " + title + " lost: automation leaves it alone");
        }
        Optional<String> doubt = doubt(question, title);
        if (doubt.isPresent()) {
            return Finding.block(doubt.get());
        }
        if (question.plan().kind() != PlanKind.EVACUATE_REGION) {
            return Finding.pass("planned by a person: needs no verdict");
        }
        Optional<RegionEntry> entry = question.entry(question.source());
        if (entry.isEmpty() || !question.fresh(entry.get())) {
            return Finding.block(
                    "nothing new is known of "
                            + title
                            + ": whether it works cannot be seen, and nobody calls it lost");
        }
        return entry.get().view().severity().compareTo(Severity.MAJOR) < 0
                ? Finding.warn(
                        title
                                + " looks healthy: its callers are served now. For planned work drain it, in stages from 1 %")
                : Finding.pass("planned by a person: needs no verdict");
    }

    /**
     * Who says that it takes no calls, though it is not held lost: too few of them, or others say
     * otherwise. Another agent that does not reach it, or a carrier's old word, means nothing while
     * carriers deliver.
     */
    private static Optional<String> doubt(Question question, String title) {
        List<Word> silent = words(question, Word.Reach.SILENT);
        boolean delivered =
                words(question, Word.Reach.ANSWERS).stream()
                        .anyMatch(w -> w.view() == Word.View.CARRIER);
        boolean grave =
                silent.stream().anyMatch(w -> w.view() == Word.View.OWN)
                        || (!silent.isEmpty() && !delivered);
        if (grave) {
            return Optional.of(
                    "%s may take no calls, and is not held lost by enough who see it: %s"
                            .formatted(
                                    title,
                                    silent.stream()
                                            .map(w -> observer(question, w) + ": " + w.sentence())
                                            .collect(Collectors.joining("; "))));
        }
        boolean unreached =
                question.view(question.source())
                        .map(view -> view.agent().routers())
                        .filter(routers -> !routers.isEmpty())
                        .filter(routers -> routers.stream().noneMatch(RouterView::reachable))
                        .isPresent();
        return unreached
                ? Optional.of(
                        title
                                + " may take no calls: its own agent reaches none of its routers, and nobody calls it lost yet")
                : Optional.empty();
    }
}
