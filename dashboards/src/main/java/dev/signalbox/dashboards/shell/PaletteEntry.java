package dev.signalbox.dashboards.shell;

import dev.signalbox.dashboards.part.change.Asker;
import dev.signalbox.dashboards.part.change.ChangesModel;
import dev.signalbox.dashboards.part.change.PinForm;
import dev.signalbox.dashboards.part.change.PinWish;
import dev.signalbox.dashboards.part.change.PlanWish;
import dev.signalbox.dashboards.part.change.Titles;
import dev.signalbox.dashboards.words.ChangeWords;
import dev.signalbox.model.change.PlanKind;
import dev.signalbox.model.change.Role;
import dev.signalbox.model.change.Scope;
import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.fleet.RegionEntry;
import dev.signalbox.model.target.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Something the palette can find.
 *
 * @param title what it is
 * @param kind screen, region, change, plan, pin or action
 * @param keys its key, empty when it has none
 * @param off why it is off, empty when it is on
 */
record PaletteEntry(String title, String kind, String keys, String off, Goal goal) {

    /** All there is, in the order in which it is shown while nothing is typed. */
    static List<PaletteEntry> of(FleetView view, String commandsOff) {
        List<PaletteEntry> all = new ArrayList<>();
        ChangesModel changes = ChangesModel.of(view, ChangesModel.NO_CHANGE, null, commandsOff);
        changes.offers().stream()
                .filter(ChangesModel.RegionOffer::lost)
                .forEach(offer -> plans(all, offer));
        for (Place place : Place.values()) {
            all.add(
                    new PaletteEntry(
                            place.title(),
                            "screen",
                            Key.of(place).keys(),
                            "",
                            new Goal.Show(place)));
        }
        changes.open()
                .forEach(
                        each ->
                                all.add(
                                        new PaletteEntry(
                                                each.title()
                                                        + ", "
                                                        + each.phase()
                                                        + "  #"
                                                        + number(each.id()),
                                                "change",
                                                "",
                                                "",
                                                new Goal.Open(each.id()))));
        for (RegionEntry entry : view.regions()) {
            String name = entry.view().target().name();
            all.add(
                    new PaletteEntry(
                            entry.view().title() + "  " + name,
                            "region",
                            "",
                            "",
                            new Goal.Choose(name)));
        }
        changes.offers().stream()
                .filter(offer -> !offer.lost())
                .forEach(offer -> plans(all, offer));
        String off = Asker.of(view, commandsOff).off(Role.OPERATOR, Scope.REGION);
        view.regions().forEach(entry -> failovers(all, entry, Titles.of(view), off));
        pins(
                all,
                view,
                Titles.of(view),
                Asker.of(view, commandsOff).off(Role.OPERATOR, Scope.FLEET));
        for (Key key : List.of(Key.BRAKE, Key.LIGHT, Key.HELP)) {
            all.add(
                    new PaletteEntry(
                            key.words(),
                            "action",
                            key.keys(),
                            key == Key.BRAKE
                                    ? Asker.of(view, commandsOff).off(Role.OPERATOR, Scope.FLEET)
                                    : "",
                            new Goal.Press(key)));
        }
        return all;
    }

    private static void plans(List<PaletteEntry> all, ChangesModel.RegionOffer offer) {
        for (ChangesModel.Choice choice : offer.choices()) {
            String key =
                    offer.lost() && choice.kind() == PlanKind.EVACUATE_REGION
                            ? Key.EVACUATE.keys()
                            : "";
            PlanWish wish =
                    new PlanWish(
                            choice.kind(), offer.target(), offer.target().name(), offer.title());
            all.add(plan(wish, key, choice.off()));
        }
    }

    /** Plans for the same thing are told apart by their numbers. */
    private static String number(String id) {
        return id.substring(id.lastIndexOf('/') + 1);
    }

    /** All that automation can move, each once: a provider serves several regions. */
    private static void pins(List<PaletteEntry> all, FleetView view, Titles titles, String off) {
        Set<Target> targets = new LinkedHashSet<>(view.fleet().state().pins().keySet());
        view.regions().forEach(entry -> targets.add(entry.view().target()));
        for (RegionEntry entry : view.regions()) {
            entry.view().trunks().forEach(trunk -> targets.add(trunk.target()));
        }
        for (RegionEntry entry : view.regions()) {
            entry.view().senses().providers().forEach(each -> targets.add(each.target()));
        }
        for (Target target : targets) {
            boolean on = PinForm.held(target, view) == null;
            PinWish wish = new PinWish(target, titles.of(target), on);
            all.add(
                    new PaletteEntry(
                            wish.heading() + "\u2026",
                            on ? "pin" : "pinned",
                            "",
                            off,
                            new Goal.Pin(wish)));
        }
    }

    private static void failovers(
            List<PaletteEntry> all, RegionEntry entry, Titles titles, String off) {
        String region = entry.view().target().name();
        entry.view()
                .trunks()
                .forEach(
                        trunk -> {
                            PlanKind kind =
                                    trunk.sharePercent() == 0
                                            ? PlanKind.RETURN_TRUNK
                                            : PlanKind.FAILOVER_TRUNK;
                            Target target = trunk.target();
                            PlanWish wish = new PlanWish(kind, target, region, titles.of(target));
                            all.add(plan(wish, "", off));
                        });
        entry.view()
                .senses()
                .providers()
                .forEach(
                        provider -> {
                            PlanKind kind =
                                    provider.sharePercent() == 0
                                            ? PlanKind.RETURN_PROVIDER
                                            : PlanKind.FAILOVER_PROVIDER;
                            String title = provider.title() + " in " + entry.view().title();
                            PlanWish wish = new PlanWish(kind, provider.target(), region, title);
                            all.add(plan(wish, "", off));
                        });
    }

    private static PaletteEntry plan(PlanWish wish, String keys, String off) {
        return new PaletteEntry(
                ChangeWords.verb(wish.kind()) + " " + wish.title() + "\u2026",
                "plan",
                keys,
                off,
                new Goal.Wish(wish));
    }

    /** Those that fit {@code wanted}, the best first; what is off comes after what is on. */
    static List<PaletteEntry> matching(List<PaletteEntry> all, String wanted) {
        if (wanted.isBlank()) {
            return all;
        }
        record Scored(PaletteEntry entry, int score) {}
        return all.stream()
                .map(entry -> new Scored(entry, Fuzzy.score(wanted, entry.title())))
                .filter(scored -> scored.score() > 0)
                .sorted(
                        Comparator.comparingInt(Scored::score)
                                .reversed()
                                .thenComparing(scored -> !scored.entry().off().isEmpty()))
                .map(Scored::entry)
                .toList();
    }
}
