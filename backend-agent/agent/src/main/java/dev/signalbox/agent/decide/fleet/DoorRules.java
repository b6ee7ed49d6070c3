package dev.signalbox.agent.decide.fleet;

import dev.signalbox.model.quorum.FleetAnswer.Code;
import dev.signalbox.model.quorum.FleetCommand;
import dev.signalbox.model.quorum.FleetRecord;
import dev.signalbox.model.quorum.FleetRules.Ruling;
import dev.signalbox.model.quorum.FleetState;
import dev.signalbox.model.quorum.FleetState.Door;

/** What front doors hold, told by the one agent that sets them, and who that is. */
final class DoorRules {

    private DoorRules() {}

    static Ruling report(Matter matter, FleetCommand.ReportDoor report) {
        FleetState state = matter.state();
        String writer = state.writer(report.door());
        if (!writer.equals(matter.from())) {
            return Matter.refused(
                    Matter.no(
                            Code.INVALID,
                            "The front door of "
                                    + state.title(report.door())
                                    + " is set by "
                                    + state.title(writer)
                                    + ", not by "
                                    + state.title(matter.from())
                                    + "."));
        }
        if (report.epoch() > state.table().epoch()) {
            return Matter.refused(
                    Matter.no(
                            Code.INVALID,
                            "The front door of "
                                    + state.title(report.door())
                                    + " cannot hold epoch "
                                    + report.epoch()
                                    + ": the table is at "
                                    + state.table().epoch()
                                    + "."));
        }
        Door door = state.doors().getOrDefault(report.door(), new Door(writer, 0, ""));
        if (report.problem().isBlank()) {
            boolean mended = !door.problem().isEmpty() && report.epoch() == door.epoch();
            return report.epoch() > door.epoch() || mended
                    ? Matter.done(
                            new FleetRecord.DoorSet(
                                    matter.at(),
                                    report.door(),
                                    writer,
                                    report.epoch(),
                                    report.tookMillis()))
                    : Matter.done();
        }
        boolean news = report.epoch() >= door.epoch() && !report.problem().equals(door.problem());
        return news
                ? Matter.done(
                        new FleetRecord.DoorFailed(
                                matter.at(),
                                report.door(),
                                writer,
                                report.epoch(),
                                report.problem()))
                : Matter.done();
    }

    static Ruling name(Matter matter, FleetCommand.NameWriter name) {
        FleetState state = matter.state();
        String writer = state.writer(name.door());
        if (name.writer().isBlank()) {
            return Matter.refused(
                    Matter.no(
                            Code.INVALID,
                            "Nobody is named to set the front door of "
                                    + state.title(name.door())
                                    + "."));
        }
        if (writer.equals(name.writer())) {
            return Matter.done();
        }
        if (!writer.equals(name.expected())) {
            return Matter.refused(
                    Matter.no(
                            Code.WRONG_EPOCH,
                            "The front door of "
                                    + state.title(name.door())
                                    + " is set by "
                                    + state.title(writer)
                                    + ", not by "
                                    + state.title(name.expected())
                                    + " as expected: somebody else was first."));
        }
        return Matter.done(
                new FleetRecord.WriterNamed(
                        matter.at(), name.door(), name.writer(), name.reason()));
    }
}
