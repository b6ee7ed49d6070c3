package dev.signalbox.agent.decide.fleet.conduct;

import dev.signalbox.agent.decide.fleet.FleetPicture;
import dev.signalbox.model.fleet.RegionEntry;
import dev.signalbox.model.policy.Door;
import dev.signalbox.model.policy.Region;
import dev.signalbox.model.quorum.FleetCommand;
import dev.signalbox.model.quorum.Word;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Acts for members that are not heard of: who writes their doors, and what they say no more. */
final class Deputies {

    private final ConductLimits limits;

    /** Since when members are heard of without a pause, monotonic nanoseconds. */
    private final Map<String, Long> heardSinceNanos = new HashMap<>();

    private @Nullable Long leadingSinceNanos;

    Deputies(ConductLimits limits) {
        this.limits = limits;
    }

    /** This agent begins to lead: how long others were silent it knows by hearsay only. */
    void begin() {
        leadingSinceNanos = null;
    }

    List<FleetCommand> next(FleetPicture picture) {
        if (leadingSinceNanos == null) {
            leadingSinceNanos = picture.now().nanos();
        }
        remember(picture);
        List<FleetCommand> commands = new ArrayList<>(doors(picture));
        commands.addAll(words(picture));
        return commands;
    }

    private void remember(FleetPicture picture) {
        long now = picture.now().nanos();
        picture.memberSilentMillis()
                .forEach(
                        (member, silentMillis) -> {
                            if (silentMillis > limits.backAfter().toMillis()) {
                                heardSinceNanos.remove(member);
                            } else {
                                heardSinceNanos.putIfAbsent(member, now);
                            }
                        });
    }

    private List<FleetCommand> doors(FleetPicture picture) {
        List<FleetCommand> commands = new ArrayList<>();
        for (Door door : picture.policy().doors()) {
            String writer = picture.state().writer(door.region());
            if (!writer.equals(door.region()) && isBack(picture, door.region())) {
                commands.add(
                        name(
                                picture,
                                door.region(),
                                writer,
                                door.region(),
                                "its own agent is heard of again"));
            } else if (silent(picture, writer)) {
                deputy(picture, door.region(), writer)
                        .ifPresent(
                                other ->
                                        commands.add(
                                                name(
                                                        picture,
                                                        door.region(),
                                                        writer,
                                                        other,
                                                        picture.policy().regionTitle(writer)
                                                                + "'s agent was not heard of for "
                                                                + limits.deputyAfter().toSeconds()
                                                                + " s")));
            }
        }
        return commands;
    }

    private static FleetCommand name(
            FleetPicture picture, String door, String expected, String writer, String reason) {
        return new FleetCommand.NameWriter(
                new Asking(picture).ask("writer", door + "/" + writer, 0),
                door,
                expected,
                writer,
                reason);
    }

    private boolean silent(FleetPicture picture, String member) {
        Long silentMillis = picture.memberSilentMillis().get(member);
        return silentMillis != null
                && silentMillis > limits.deputyAfter().toMillis()
                && !alive(picture, member, limits.deputyAfter());
    }

    /**
     * A follower hears of other followers through their leader only, and of nobody while one is
     * chosen. Who leads newly takes nobody for silent who reports to it, before it has listened for
     * as long itself.
     */
    private boolean alive(FleetPicture picture, String member, Duration patience) {
        RegionEntry entry = picture.regions().get(member);
        boolean reports = entry != null && entry.ageMillis() <= patience.toMillis();
        return reports
                && leadingSinceNanos != null
                && picture.now().millisSince(leadingSinceNanos) <= patience.toMillis();
    }

    private boolean isBack(FleetPicture picture, String member) {
        if (member.equals(picture.self())) {
            return true;
        }
        Long since = heardSinceNanos.get(member);
        return since != null && picture.now().millisSince(since) >= limits.backAfter().toMillis();
    }

    /** The first by name in the door's jurisdiction, else the first of all. */
    private Optional<String> deputy(FleetPicture picture, String door, String writer) {
        SortedMap<String, Boolean> reachable = new TreeMap<>();
        String law = jurisdiction(picture, door);
        reachable.put(picture.self(), jurisdiction(picture, picture.self()).equals(law));
        for (String member : picture.memberSilentMillis().keySet()) {
            if (!silent(picture, member)) {
                reachable.put(member, jurisdiction(picture, member).equals(law));
            }
        }
        reachable.remove(writer);
        return reachable.entrySet().stream()
                .min(
                        Comparator.comparing((Map.Entry<String, Boolean> e) -> !e.getValue())
                                .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey);
    }

    private static String jurisdiction(FleetPicture picture, String region) {
        return picture.policy().region(region).map(Region::jurisdiction).orElse("");
    }

    /**
     * A carrier's view is told by every agent that reads the door: one that is gone takes none
     * away.
     */
    private List<FleetCommand> words(FleetPicture picture) {
        List<FleetCommand> commands = new ArrayList<>();
        picture.memberSilentMillis()
                .forEach(
                        (member, silentMillis) -> {
                            if (silentMillis <= limits.unknownAfter().toMillis()
                                    || alive(picture, member, limits.unknownAfter())) {
                                return;
                            }
                            List<Word> unsaid =
                                    picture.state().words().values().stream()
                                            .filter(w -> w.observer().equals(member))
                                            .filter(w -> w.view() != Word.View.CARRIER)
                                            .filter(w -> w.reach() != Word.Reach.UNKNOWN)
                                            .map(w -> unknown(picture, w))
                                            .toList();
                            if (!unsaid.isEmpty()) {
                                commands.add(
                                        new FleetCommand.Say(
                                                new Asking(picture).ask("unknown", member, 0),
                                                unsaid));
                            }
                        });
        return commands;
    }

    private Word unknown(FleetPicture picture, Word word) {
        return new Word(
                word.observer(),
                word.view(),
                word.about(),
                Word.Reach.UNKNOWN,
                picture.policy().regionTitle(word.observer())
                        + "'s agent was not heard of for "
                        + limits.unknownAfter().toSeconds()
                        + " s",
                0);
    }
}
