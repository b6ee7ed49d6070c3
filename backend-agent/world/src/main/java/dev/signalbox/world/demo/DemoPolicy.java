package dev.signalbox.world.demo;

import dev.signalbox.world.traffic.CarrierProfile;
import dev.signalbox.world.traffic.RegionProfile;
import dev.signalbox.world.voice.VoiceWorld;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The demo's {@code policy.yaml}: the world's regions and trunks, providers, services, doors, short
 * times. Pure.
 */
final class DemoPolicy {

    private DemoPolicy() {}

    /** The file's text. */
    static String text(List<VoiceWorld.RegionView> regions) {
        StringBuilder text = new StringBuilder();
        text.append("# Written by the demo. installers/examples/policy.yaml explains every key.\n");
        text.append("fleet: demo\nregions:\n");
        for (VoiceWorld.RegionView view : regions) {
            RegionProfile region = view.profile();
            text.append(
                    "  - {name: %s, title: %s, latitude: %s, longitude: %s, jurisdiction: %s, kind: cloud, edge: \"%s\", numbers: [\"%s\"]}\n"
                            .formatted(
                                    region.name(),
                                    region.title(),
                                    region.latitude(),
                                    region.longitude(),
                                    region.jurisdiction(),
                                    view.edge(),
                                    region.numberPrefix()));
        }
        text.append("carriers:\n");
        carrierTitles(regions)
                .forEach(
                        (name, title) ->
                                text.append("  - {name: %s, title: %s}\n".formatted(name, title)));
        text.append("trunks:\n");
        for (VoiceWorld.RegionView region : regions) {
            region.trunks().forEach(trunk -> text.append(trunk(trunk)));
        }
        NavigableMap<String, String> jurisdictions = new TreeMap<>();
        regions.forEach(r -> jurisdictions.put(r.profile().name(), r.profile().jurisdiction()));
        text.append(DemoAi.policy(jurisdictions));
        text.append("doors:\n");
        for (VoiceWorld.RegionView region : regions) {
            text.append(
                    "  - {region: %s, url: \"%s\"}\n"
                            .formatted(region.profile().name(), region.door()));
        }
        return text.append(thresholds()).toString();
    }

    private static String trunk(VoiceWorld.TrunkAddress trunk) {
        CarrierProfile carrier = trunk.carrier();
        return """
          - region: %s
            carrier: %s
            direction: %s
            address: %s
            channels: %d
            callsPerSecond: %d
            security: none
            testNumber: "%s"
        """
                .formatted(
                        trunk.target().region(),
                        carrier.name(),
                        switch (carrier.direction()) {
                            case INBOUND -> "inbound";
                            case OUTBOUND -> "outbound";
                            case BOTH -> "both";
                        },
                        trunk.uri(),
                        carrier.channels(),
                        carrier.callsPerSecondMax(),
                        carrier.testNumber());
    }

    private static String thresholds() {
        return """
        # Shorter than anybody would want in service, so that every incident with its recovery is seen in one story.
        thresholds:
          optionsInterval: %ds
          coolDown: %ds
          returnStageHold: %ds
          returnStageCalls: %d
          returnStageWaitMax: %ds
          providers: {open: %ds, closingHold: %ds}
          conversations: {misunderstoodWithin: %ds, misunderstoodCalls: %d}
        changes: {stageHold: %ds, stageCalls: 3, stageWaitMax: 12s, stageMax: 60s, targetGreen: %ds, antiFlap: %ds}
        rules:
          trunk-not-answering: enforce
          trunk-rejecting: enforce
          provider-failing: enforce
          provider-over-quota: enforce
          provider-slow: enforce
        """
                .formatted(
                        DemoSettings.OPTIONS_INTERVAL.toSeconds(),
                        DemoSettings.COOL_DOWN.toSeconds(),
                        DemoSettings.RETURN_STAGE_HOLD.toSeconds(),
                        DemoSettings.RETURN_STAGE_CALLS,
                        DemoSettings.RETURN_STAGE_WAIT_MAX.toSeconds(),
                        DemoSettings.PROVIDER_OPEN.toSeconds(),
                        DemoSettings.PROVIDER_CLOSING_HOLD.toSeconds(),
                        DemoSettings.MISUNDERSTOOD_WITHIN.toSeconds(),
                        DemoSettings.MISUNDERSTOOD_CALLS,
                        DemoSettings.STAGE_HOLD.toSeconds(),
                        DemoSettings.TARGET_GREEN.toSeconds(),
                        DemoSettings.REGION_ANTI_FLAP.toSeconds());
    }

    private static Map<String, String> carrierTitles(List<VoiceWorld.RegionView> regions) {
        Map<String, String> titles = new LinkedHashMap<>();
        for (VoiceWorld.RegionView region : regions) {
            region.trunks().forEach(t -> titles.put(t.carrier().name(), t.carrier().title()));
        }
        return titles;
    }
}
