package dev.signalbox.world.demo;

import dev.signalbox.model.contract.ContractMapper;
import dev.signalbox.model.fleet.ConnectionView;
import dev.signalbox.model.fleet.FleetMerge;
import dev.signalbox.model.fleet.FleetStanding;
import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.time.Now;
import dev.signalbox.model.time.NowSource;
import dev.signalbox.v1.Region;
import java.util.List;

/** What all agents report, merged. Thread-safe. */
final class Fleet {

    private final FleetMerge merge;
    private final NowSource clock;

    Fleet(List<String> addresses, NowSource clock) {
        this.clock = clock;
        this.merge = new FleetMerge(addresses, clock.now());
    }

    synchronized void report(String address, Region region) {
        Now now = clock.now();
        merge.connection(address, ConnectionView.State.LIVE, "", now);
        ContractMapper.fromContract(region).ifPresent(view -> merge.report(view, now));
    }

    synchronized void standing(FleetStanding standing) {
        merge.fleet(standing, clock.now());
    }

    synchronized void fleetRecord(JournalEntry entry) {
        var _ = merge.fleetJournal(entry);
    }

    synchronized void lost(String address, String why) {
        merge.connection(address, ConnectionView.State.BROKEN, why, clock.now());
    }

    synchronized FleetView view() {
        return merge.view(clock.now());
    }
}
