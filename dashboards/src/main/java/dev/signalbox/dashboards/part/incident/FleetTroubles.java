package dev.signalbox.dashboards.part.incident;

import dev.signalbox.dashboards.part.change.Titles;
import dev.signalbox.dashboards.words.Sign;
import dev.signalbox.dashboards.words.Times;
import dev.signalbox.dashboards.words.Unheard;
import dev.signalbox.model.change.PlanKind;
import dev.signalbox.model.fleet.ConnectionView;
import dev.signalbox.model.fleet.FleetStanding;
import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.fleet.Offer;
import dev.signalbox.model.fleet.Situation;
import dev.signalbox.model.quorum.FleetState;
import dev.signalbox.model.quorum.FleetState.Change;
import dev.signalbox.model.quorum.FleetState.Judged;
import dev.signalbox.model.quorum.Phase;
import dev.signalbox.model.quorum.RegionVerdict;
import dev.signalbox.model.target.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong between regions: lost and isolated ones, what stands still, what nobody decides.
 */
final class FleetTroubles {

    private final FleetState state;
    private final @Nullable FleetStanding standing;
    private final Instant now;
    private final Titles titles;

    private FleetTroubles(FleetView view) {
        state = view.fleet().state();
        standing = view.fleet().standing();
        now = view.at();
        titles = Titles.of(view);
    }

    /** Lost regions first: nothing is worse. */
    static List<Trouble> of(FleetView view) {
        FleetTroubles fleet = new FleetTroubles(view);
        List<Trouble> troubles = new ArrayList<>();
        fleet.state
                .verdicts()
                .forEach(
                        (region, judged) -> {
                            switch (judged.verdict()) {
                                case LOST -> troubles.add(fleet.lost(region, judged));
                                case ISOLATED -> troubles.add(fleet.isolated(region, judged));
                                case PRESENT -> {}
                            }
                        });
        fleet.held(troubles);
        fleet.doors(troubles);
        fleet.quorum(troubles);
        Situation.offers(view).forEach(offer -> fleet.away(offer, troubles));
        // Of a recording it is said with the agent that was not recorded.
        if (view.connections().stream()
                .noneMatch(each -> each.state() == ConnectionView.State.UNRECORDED)) {
            Unheard.names(view).forEach(region -> troubles.add(fleet.unheard(region)));
        }
        return troubles;
    }

    /** A region that takes calls, and does not get those of its numbers. */
    private void away(Offer offer, List<Trouble> troubles) {
        String region = offer.region().name();
        Set<String> targets = targets(region);
        boolean wanted =
                switch (offer.step()) {
                    case RETURN, UNDO, LOOK -> state.verdict(region) == RegionVerdict.PRESENT;
                    case EVACUATE, RESUME -> false;
                };
        String key = "away " + region;
        boolean said = troubles.stream().anyMatch(each -> each.key().equals(key));
        if (!wanted || said || targets.isEmpty()) {
            return;
        }
        Change change = newest(region);
        boolean drained = change != null && change.plan().kind() == PlanKind.DRAIN_REGION;
        boolean dead = targets.stream().anyMatch(to -> state.verdict(to) == RegionVerdict.LOST);
        String what =
                dead
                        ? "'s calls go to a dead edge"
                        : drained ? " is drained" : " is back, its calls are not";
        troubles.add(
                new Trouble(
                        key,
                        dead ? Sign.CRITICAL : Sign.MINOR,
                        title(region) + what,
                        change == null ? "" : Times.elapsed(change.stageAt(), now),
                        change == null
                                ? ""
                                : change.plan().by().name() + ": " + change.plan().reason(),
                        "New calls of its numbers go to "
                                + names(targets)
                                + (dead ? " and reach nobody" : ""),
                        true,
                        next(offer.step(), dead),
                        region));
    }

    private static String next(Offer.Step step, boolean dead) {
        return switch (step) {
            case UNDO -> "Next: undo the change in Changes (7), at once";
            case LOOK -> "Next: a plan waits in Changes (7)";
            case RETURN, EVACUATE, RESUME ->
                    "Next: plan their return in Changes (7)" + (dead ? ": all at once" : "");
        };
    }

    /** Other agents name the region, and nobody tells of it. */
    private Trouble unheard(String region) {
        return new Trouble(
                "unheard " + region,
                Sign.MAJOR,
                state.title(region) + ": agent not heard",
                "",
                "Other agents name this region; none has told this console anything of it",
                "How its callers are is not known here, and it is on no map",
                false,
                "Next: start its agent, or connect this console to it",
                region);
    }

    private Trouble lost(String region, Judged judged) {
        String title = title(region) + "'s edge takes no calls";
        Change change = newest(region);
        Set<String> targets = targets(region);
        if (change == null || change.phase() == Phase.PROPOSED) {
            return verdict(
                    Sign.CRITICAL,
                    title,
                    region,
                    judged,
                    "Nothing has moved",
                    change == null
                            ? "Next: plan its evacuation in Changes (7)"
                            : "Next: "
                                    + change.plan().by().name()
                                    + "'s plan to move its calls waits in Changes (7)");
        }
        boolean done = change.phase() == Phase.COMPLETED;
        String share = done ? "Its new calls go" : percent(change) + " % of what may move goes";
        return verdict(
                Sign.of(Situation.lost(state, region)),
                title,
                region,
                judged,
                targets.isEmpty()
                        ? "Its evacuation waits for its first stage"
                        : share + " to " + names(targets) + (done ? silent(change) : ""),
                done
                        ? "Next: return its calls when its edge answers again"
                        : change.phase() == Phase.HELD
                                ? "Next: let the evacuation go on, or undo it, in Changes (7)"
                                : nextStage(change));
    }

    private static String nextStage(Change change) {
        int stages = change.plan().stagesPercent().size();
        if (change.stage() >= 0 && !change.verified()) {
            return "Next: calls must be seen to arrive in stage "
                    + (change.stage() + 1)
                    + " of "
                    + stages;
        }
        return change.stage() + 1 < stages
                ? "Next: stage " + (change.stage() + 2) + " of " + stages
                : "Next: it is done";
    }

    /** Who was left without a lawful target. */
    private static String silent(Change change) {
        String services = String.join(", ", Situation.silent(change));
        return services.isEmpty() ? "" : "; callers of " + services + " hear silence";
    }

    private Trouble isolated(String region, Judged judged) {
        return verdict(
                Sign.MAJOR,
                title(region) + " is cut off from the other regions",
                region,
                judged,
                "Its carriers still deliver calls there: no call is moved away",
                "Next: restore the network between the agents; its own goes on by itself");
    }

    private Trouble verdict(
            Sign sign, String title, String region, Judged judged, String action, String next) {
        return new Trouble(
                "verdict " + region,
                sign,
                title,
                Times.elapsed(judged.since(), now),
                rest(judged.sentence(), title),
                action,
                !targets(region).isEmpty(),
                next,
                region);
    }

    /** What the title said is not said twice. */
    private static String rest(String sentence, String title) {
        if (!sentence.startsWith(title + ": ")) {
            return sentence;
        }
        String rest = sentence.substring(title.length() + 2);
        return rest.substring(0, 1).toUpperCase(Locale.ROOT) + rest.substring(1);
    }

    /** Of a lost region it stands with the region already. */
    private void held(List<Trouble> troubles) {
        for (Change change : state.changes().values()) {
            if (change.phase() == Phase.HELD && !ofLostRegion(change)) {
                troubles.add(
                        new Trouble(
                                "held " + change.id(),
                                Sign.MAJOR,
                                "A change of "
                                        + titles.of(change.plan().source())
                                        + " is held at "
                                        + percent(change)
                                        + " %",
                                Times.elapsed(change.stageAt(), now),
                                change.detail(),
                                "Calls stay where they are now",
                                false,
                                "Next: let it go on, or undo it, in Changes (7)",
                                change.plan().region()));
            }
        }
    }

    private boolean ofLostRegion(Change change) {
        return change.plan().source() instanceof Target.Region region
                && state.verdicts().containsKey(region.name());
    }

    private void doors(List<Trouble> troubles) {
        state.doors()
                .forEach(
                        (region, door) -> {
                            if (!door.problem().isEmpty()) {
                                troubles.add(
                                        new Trouble(
                                                "door " + region,
                                                Sign.MAJOR,
                                                "The front door of "
                                                        + title(region)
                                                        + " does not take its routes",
                                                "",
                                                door.problem(),
                                                "Its calls go where they went before; it is tried"
                                                        + " again",
                                                false,
                                                "",
                                                region));
                            }
                        });
    }

    private void quorum(List<Trouble> troubles) {
        FleetStanding told = standing;
        if (told == null || told.quorum()) {
            return;
        }
        String missing =
                told.members().stream()
                        .filter(member -> !member.reachable())
                        .map(member -> title(member.region()))
                        .collect(Collectors.joining(", "));
        troubles.add(
                new Trouble(
                        "quorum",
                        Sign.MAJOR,
                        "The agents have no majority",
                        "",
                        missing.isEmpty() ? "" : "Not in touch with " + missing,
                        "Nothing is decided between regions; routes stay as they are",
                        false,
                        "Next: get one more agent back in touch",
                        ""));
    }

    /** The newest change that takes calls away from a region and is not over otherwise. */
    private @Nullable Change newest(String region) {
        Change newest = null;
        for (Change change : state.changes().values()) {
            boolean counts =
                    switch (change.phase()) {
                        case RUNNING, HELD -> true;
                        case COMPLETED -> !targets(region).isEmpty();
                        case PROPOSED -> now.isBefore(change.expiresAt());
                        case UNDONE, DISCARDED -> false;
                    };
            boolean away =
                    !change.plan().kind().back()
                            && change.plan().source().equals(new Target.Region(region));
            if (counts
                    && away
                    && (newest == null
                            || !change.plan().madeAt().isBefore(newest.plan().madeAt()))) {
                newest = change;
            }
        }
        return newest;
    }

    /** Where calls of a region's numbers go beside home. */
    private Set<String> targets(String region) {
        Set<String> targets = new TreeSet<>();
        state.table().door(region).values().forEach(shares -> targets.addAll(shares.keySet()));
        targets.remove(region);
        return targets;
    }

    private String names(Set<String> regions) {
        return regions.stream().map(this::title).collect(Collectors.joining(", "));
    }

    /** As in the headline: what a region's agent told of itself, where none tells now. */
    private String title(String region) {
        String known = titles.region(region);
        return known.equals(region) ? state.title(region) : known;
    }

    private static int percent(Change change) {
        return change.stage() < 0 ? 0 : change.plan().stagesPercent().get(change.stage());
    }
}
