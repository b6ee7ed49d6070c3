package dev.signalbox.model.contract;

import dev.signalbox.model.change.Person;
import dev.signalbox.model.change.Role;
import dev.signalbox.model.fleet.ArrivalsView;
import dev.signalbox.model.fleet.FleetStanding;
import dev.signalbox.v1.Arrivals;
import dev.signalbox.v1.Caller;
import dev.signalbox.v1.Fleet;
import dev.signalbox.v1.FleetMember;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What the agents are together, and the calls that arrive, between contract and model. */
public final class FleetMapper {

    private FleetMapper() {}

    /** For the wire. */
    public static Fleet toContract(FleetStanding standing) {
        Fleet.Builder fleet =
                Fleet.newBuilder()
                        .setName(standing.name())
                        .setMember(standing.member())
                        .setQuorum(standing.quorum())
                        .setEpoch(standing.epoch())
                        .setJournalId(standing.journalId())
                        .setJournalSequence(standing.journalSequence())
                        .setYou(
                                Caller.newBuilder()
                                        .setName(standing.you().name())
                                        .setRole(standing.you().role().text()));
        String leader = standing.leader();
        if (leader != null) {
            fleet.setLeader(leader);
        }
        for (FleetStanding.MemberView member : standing.members()) {
            FleetMember.Builder told =
                    FleetMember.newBuilder()
                            .setRegion(member.region())
                            .setReachable(member.reachable());
            Long silent = member.silentMillis();
            if (silent != null) {
                told.setSilentMillis(silent);
            }
            fleet.addMembers(told);
        }
        return fleet.build();
    }

    /** From the wire. A role that is not known here may only look. */
    public static FleetStanding fromContract(Fleet fleet) {
        return new FleetStanding(
                fleet.getName(),
                fleet.getMember(),
                fleet.getLeader().isEmpty() ? null : fleet.getLeader(),
                fleet.getQuorum(),
                fleet.getEpoch(),
                fleet.getJournalId(),
                fleet.getJournalSequence(),
                fleet.getMembersList().stream()
                        .map(
                                member ->
                                        new FleetStanding.MemberView(
                                                member.getRegion(),
                                                member.getReachable(),
                                                member.hasSilentMillis()
                                                        ? member.getSilentMillis()
                                                        : null))
                        .toList(),
                new Person(fleet.getYou().getName(), role(fleet.getYou().getRole())));
    }

    static Arrivals toContract(ArrivalsView view) {
        Arrivals.Builder arrivals =
                Arrivals.newBuilder()
                        .setLastTenSeconds(view.lastTenSeconds())
                        .setTotal(view.total())
                        .setAnswered(view.answered())
                        .setFailed(view.failed());
        String home = view.home();
        if (home != null) {
            arrivals.setHome(home);
        }
        Long lastMinute = view.lastMinute();
        if (lastMinute != null) {
            arrivals.setLastMinute(lastMinute);
        }
        return arrivals.build();
    }

    static ArrivalsView fromContract(Arrivals arrivals) {
        @Nullable String home = arrivals.getHome().isEmpty() ? null : arrivals.getHome();
        return new ArrivalsView(
                home,
                arrivals.getLastTenSeconds(),
                arrivals.getTotal(),
                arrivals.getAnswered(),
                arrivals.getFailed(),
                arrivals.hasLastMinute() ? arrivals.getLastMinute() : null);
    }

    private static Role role(String text) {
        return Arrays.stream(Role.values())
                .filter(role -> role.text().equals(text))
                .findFirst()
                .orElse(Role.VIEWER);
    }
}
