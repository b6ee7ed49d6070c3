package dev.signalbox.dashboards.shell;

import dev.signalbox.dashboards.part.change.Asker;
import dev.signalbox.dashboards.part.journal.JournalRow;
import dev.signalbox.dashboards.words.ChangeWords;
import dev.signalbox.dashboards.words.Numbers;
import dev.signalbox.dashboards.words.Sign;
import dev.signalbox.dashboards.words.Times;
import dev.signalbox.dashboards.words.Unheard;
import dev.signalbox.model.change.Role;
import dev.signalbox.model.change.Scope;
import dev.signalbox.model.fleet.AgentStatus;
import dev.signalbox.model.fleet.ConnectionView;
import dev.signalbox.model.fleet.FleetStanding;
import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.fleet.RegionEntry;
import dev.signalbox.model.policy.Rules;
import dev.signalbox.model.quorum.FleetState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The words around the screens: header and status bar.
 *
 * @param fleet how many regions
 * @param epoch of the chosen region's routes
 * @param standing of the agents that decide together, empty while none told
 * @param standingSign major without a quorum
 * @param role who sits here and what they may, empty while no agent told
 * @param age of the data
 * @param ageSign stale when it must not be trusted
 * @param automation what automation may do
 * @param automationSign minor when somebody stopped it
 * @param brake what the fleet's brake offers, empty when nobody here can set or release it
 * @param brakeOff why nobody can, empty when somebody can
 * @param connections one per agent
 * @param journals last record per region
 * @param remark what is the matter, in words
 * @param badges for the rail
 */
record Frame(
        String fleet,
        String epoch,
        String standing,
        Sign standingSign,
        String role,
        String age,
        Sign ageSign,
        String automation,
        Sign automationSign,
        String brake,
        String brakeOff,
        List<Connection> connections,
        String journals,
        String remark,
        Map<Place, Badge> badges) {

    private static final int CONNECTIONS_MAX = 4;

    /** A connection in words. */
    record Connection(String words, Sign sign) {}

    /** Of what is live. */
    static Frame of(FleetView view, String region) {
        return of(view, region, false, "");
    }

    /**
     * @param recorded nothing of it is live: it is played back
     * @param commandsOff why no command can be given, empty when they can
     */
    static Frame of(FleetView view, String region, boolean recorded, String commandsOff) {
        String brakeOff = Asker.of(view, commandsOff).off(Role.OPERATOR, Scope.FLEET);
        List<RegionEntry> stale = view.regions().stream().filter(RegionEntry::stale).toList();
        boolean all = stale.size() == view.regions().size();
        return new Frame(
                view.regions().isEmpty()
                        ? "no region yet"
                        : Numbers.counted(view.regions().size(), "region", "regions")
                                + unheard(view),
                epoch(view, region),
                standing(view),
                standingSign(view),
                role(view),
                age(view, stale.size()),
                view.regions().isEmpty() || stale.isEmpty()
                        ? Sign.WELL
                        : all ? Sign.MAJOR : Sign.MINOR,
                automation(view),
                braked(view).isEmpty() && view.fleet().state().brake() == null
                        ? Sign.WELL
                        : Sign.MINOR,
                !brakeOff.isEmpty()
                        ? ""
                        : view.fleet().state().brake() == null ? "Brake" : "Release",
                brakeOff,
                connections(view, recorded),
                journals(view),
                remark(view),
                Badge.of(view));
    }

    private static String unheard(FleetView view) {
        List<String> titles = Unheard.titles(view);
        return titles.isEmpty() ? "" : ", not heard: " + String.join(", ", titles);
    }

    private static String epoch(FleetView view, String region) {
        return view.regions().stream()
                .filter(entry -> entry.view().target().name().equals(region))
                .map(entry -> region + " route epoch " + entry.view().agent().routeEpoch())
                .findFirst()
                .orElse("");
    }

    private static String standing(FleetView view) {
        FleetStanding fleet = view.fleet().standing();
        if (fleet == null) {
            return "";
        }
        long reachable =
                fleet.members().stream().filter(FleetStanding.MemberView::reachable).count();
        String leader = fleet.leader();
        return (fleet.quorum() ? "quorum " : "no quorum: ")
                + reachable
                + " of "
                + fleet.members().size()
                + (leader == null ? ", no leader" : ", leader " + leader)
                + ", epoch "
                + fleet.epoch();
    }

    private static Sign standingSign(FleetView view) {
        FleetStanding fleet = view.fleet().standing();
        if (fleet == null) {
            return Sign.WELL;
        }
        boolean all = fleet.members().stream().allMatch(FleetStanding.MemberView::reachable);
        return !fleet.quorum() ? Sign.MAJOR : all ? Sign.WELL : Sign.MINOR;
    }

    private static String role(FleetView view) {
        FleetStanding fleet = view.fleet().standing();
        return fleet == null ? "" : ChangeWords.person(fleet.you());
    }

    private static String age(FleetView view, int stale) {
        if (view.regions().isEmpty()) {
            return "no data yet";
        }
        if (stale == view.regions().size()) {
            long least = view.regions().stream().mapToLong(RegionEntry::ageMillis).min().orElse(0);
            return "all data at least " + Times.age(least) + " old";
        }
        long oldest =
                view.regions().stream()
                        .filter(entry -> !entry.stale())
                        .mapToLong(RegionEntry::ageMillis)
                        .max()
                        .orElse(0);
        String age = "data " + Times.age(oldest) + " old";
        return stale == 0
                ? age
                : age + ", " + Numbers.counted(stale, "region", "regions") + " stale";
    }

    private static List<String> braked(FleetView view) {
        return view.regions().stream()
                .filter(entry -> entry.view().agent().brake() != null)
                .map(entry -> entry.view().target().name())
                .toList();
    }

    private static String automation(FleetView view) {
        if (view.regions().isEmpty()) {
            return "Automation: not known";
        }
        FleetState.Brake fleet = view.fleet().state().brake();
        if (fleet != null) {
            return "Fleet brake by " + fleet.person().name() + ": nothing moves by itself";
        }
        List<String> braked = braked(view);
        if (!braked.isEmpty()) {
            return braked.size() == view.regions().size()
                    ? "Brake set: nothing moves by itself"
                    : "Brake set in " + String.join(", ", braked);
        }
        List<Rules> rules =
                view.regions().stream().map(entry -> entry.view().agent().rules()).toList();
        if (rules.stream().allMatch(Frame::enforcing)) {
            return "Automation on";
        }
        return rules.stream().allMatch(rule -> rule.equals(Rules.OBSERVING))
                ? "Automation observes only"
                : "Automation on in part";
    }

    private static boolean enforcing(Rules rules) {
        return rules.trunkNotAnswering() == Rules.Mode.ENFORCE
                && rules.trunkRejecting() == Rules.Mode.ENFORCE
                && rules.providerFailing() == Rules.Mode.ENFORCE
                && rules.providerOverQuota() == Rules.Mode.ENFORCE
                && rules.providerSlow() == Rules.Mode.ENFORCE;
    }

    /** One by one while they are few, else those that live in one word. */
    private static List<Connection> connections(FleetView view, boolean recorded) {
        List<ConnectionView> all = view.connections();
        List<Connection> words = new ArrayList<>();
        if (all.size() > CONNECTIONS_MAX) {
            long live =
                    all.stream().filter(each -> each.state() == ConnectionView.State.LIVE).count();
            words.add(
                    new Connection(
                            live
                                    + " of "
                                    + all.size()
                                    + (recorded ? " agents recorded" : " agents live"),
                            Sign.WELL));
        }
        all.stream()
                .filter(
                        each ->
                                all.size() <= CONNECTIONS_MAX
                                        || each.state() != ConnectionView.State.LIVE)
                .limit(CONNECTIONS_MAX)
                .forEach(each -> words.add(connection(each, view, recorded)));
        return words;
    }

    private static Connection connection(
            ConnectionView connection, FleetView view, boolean recorded) {
        return switch (connection.state()) {
            case CONNECTING -> new Connection(connection.endpoint() + " connecting", Sign.MINOR);
            case LIVE ->
                    new Connection(
                            connection.endpoint() + (recorded ? " recorded" : " live"), Sign.WELL);
            case BROKEN ->
                    new Connection(
                            connection.endpoint()
                                    + " lost for "
                                    + Times.elapsed(connection.since(), view.at()),
                            Sign.MAJOR);
            case UNRECORDED ->
                    new Connection(
                            connection.endpoint()
                                    + " not recorded for "
                                    + Times.elapsed(connection.since(), view.at()),
                            Sign.STALE);
        };
    }

    private static String journals(FleetView view) {
        List<String> parts = new ArrayList<>();
        if (view.regions().size() > CONNECTIONS_MAX) {
            long records =
                    view.regions().stream()
                            .mapToLong(entry -> entry.view().agent().journalSequence())
                            .sum();
            return Numbers.count(records) + " records in " + view.regions().size() + " journals";
        }
        for (RegionEntry entry : view.regions()) {
            AgentStatus agent = entry.view().agent();
            parts.add(entry.view().target().name() + " " + Numbers.count(agent.journalSequence()));
        }
        long fleet = view.fleet().state().position().sequence();
        if (fleet > 0) {
            parts.add(JournalRow.FLEET + " " + Numbers.count(fleet));
        }
        return parts.isEmpty() ? "" : "journal " + String.join(", ", parts);
    }

    private static String remark(FleetView view) {
        for (ConnectionView connection : view.connections()) {
            boolean gone =
                    connection.state() == ConnectionView.State.BROKEN
                            || connection.state() == ConnectionView.State.UNRECORDED;
            if (gone && !connection.detail().isEmpty()) {
                return connection.detail();
            }
        }
        for (RegionEntry entry : view.regions()) {
            AgentStatus agent = entry.view().agent();
            if (agent.journal() != AgentStatus.JournalCondition.GOOD) {
                return entry.view().target().name() + ": " + agent.journalDetail();
            }
        }
        return "";
    }
}
