package dev.signalbox.dashboards.shell;

import dev.signalbox.dashboards.words.Numbers;
import dev.signalbox.dashboards.words.Sign;
import dev.signalbox.dashboards.words.Times;
import dev.signalbox.model.fleet.AgentStatus;
import dev.signalbox.model.fleet.ConnectionView;
import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.fleet.RegionEntry;
import dev.signalbox.model.policy.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The words around the screens: header and status bar.
 *
 * @param fleet how many regions
 * @param epoch of the chosen region's routes
 * @param age of the data
 * @param ageSign stale when it must not be trusted
 * @param automation what automation may do
 * @param automationSign minor when somebody stopped it
 * @param connections one per agent
 * @param journals last record per region
 * @param remark what is the matter, in words
 * @param badges for the rail
 */
record Frame(
        String fleet,
        String epoch,
        String age,
        Sign ageSign,
        String automation,
        Sign automationSign,
        List<Connection> connections,
        String journals,
        String remark,
        Map<Place, Badge> badges) {

    private static final int CONNECTIONS_MAX = 4;

    /** A connection in words. */
    record Connection(String words, Sign sign) {}

    static Frame of(FleetView view, String region) {
        List<RegionEntry> stale = view.regions().stream().filter(RegionEntry::stale).toList();
        boolean all = stale.size() == view.regions().size();
        return new Frame(
                view.regions().isEmpty()
                        ? "no region yet"
                        : Numbers.counted(view.regions().size(), "region", "regions"),
                epoch(view, region),
                age(view, stale.size()),
                view.regions().isEmpty() || stale.isEmpty()
                        ? Sign.WELL
                        : all ? Sign.MAJOR : Sign.MINOR,
                automation(view),
                braked(view).isEmpty() ? Sign.WELL : Sign.MINOR,
                connections(view),
                journals(view),
                remark(view),
                Badge.of(view));
    }

    private static String epoch(FleetView view, String region) {
        return view.regions().stream()
                .filter(entry -> entry.view().target().name().equals(region))
                .map(entry -> region + " route epoch " + entry.view().agent().routeEpoch())
                .findFirst()
                .orElse("");
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
    private static List<Connection> connections(FleetView view) {
        List<ConnectionView> all = view.connections();
        List<Connection> words = new ArrayList<>();
        if (all.size() > CONNECTIONS_MAX) {
            long live =
                    all.stream().filter(each -> each.state() == ConnectionView.State.LIVE).count();
            words.add(new Connection(live + " of " + all.size() + " agents live", Sign.WELL));
        }
        all.stream()
                .filter(
                        each ->
                                all.size() <= CONNECTIONS_MAX
                                        || each.state() != ConnectionView.State.LIVE)
                .limit(CONNECTIONS_MAX)
                .forEach(each -> words.add(connection(each, view)));
        return words;
    }

    private static Connection connection(ConnectionView connection, FleetView view) {
        return switch (connection.state()) {
            case CONNECTING -> new Connection(connection.endpoint() + " connecting", Sign.MINOR);
            case LIVE -> new Connection(connection.endpoint() + " live", Sign.WELL);
            case BROKEN ->
                    new Connection(
                            connection.endpoint()
                                    + " lost for "
                                    + Times.elapsed(connection.since(), view.at()),
                            Sign.MAJOR);
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
        return parts.isEmpty() ? "" : "journal " + String.join(", ", parts);
    }

    private static String remark(FleetView view) {
        for (ConnectionView connection : view.connections()) {
            if (connection.state() == ConnectionView.State.BROKEN
                    && !connection.detail().isEmpty()) {
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
