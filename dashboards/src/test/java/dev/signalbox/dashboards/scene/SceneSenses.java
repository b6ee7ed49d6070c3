package dev.signalbox.dashboards.scene;

import dev.signalbox.model.ai.CallResult;
import dev.signalbox.model.ai.ProviderWindow;
import dev.signalbox.model.ai.Rung;
import dev.signalbox.model.ai.Stage;
import dev.signalbox.model.cause.CallVerdict;
import dev.signalbox.model.cause.CauseGroup;
import dev.signalbox.model.cause.CauseSlice;
import dev.signalbox.model.cause.CausesView;
import dev.signalbox.model.cause.Side;
import dev.signalbox.model.cause.SilenceView;
import dev.signalbox.model.cause.Tag;
import dev.signalbox.model.fleet.PathView;
import dev.signalbox.model.fleet.ProviderView;
import dev.signalbox.model.fleet.RegionSenses;
import dev.signalbox.model.fleet.ServiceView;
import dev.signalbox.model.fleet.Severity;
import dev.signalbox.model.media.PathQuality;
import dev.signalbox.model.target.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a region of a scene knows beyond its trunks. */
final class SceneSenses {

    private static final Target.Provider ACME = new Target.Provider("llm", "acme", "eu");
    private static final Target.Provider BASALT = new Target.Provider("llm", "basalt", "eu");
    private static final Target.Provider CLARITY = new Target.Provider("stt", "clarity", "eu");
    private static final Target.Provider LARK = new Target.Provider("tts", "lark", "eu");
    private static final List<String> REGIONS = List.of("eu-central", "eu-west", "us-east");

    private SceneSenses() {}

    static RegionSenses of(String region, Moment moment) {
        if (moment == Moment.TRUNKS_ONLY) {
            return RegionSenses.NONE;
        }
        boolean young = moment == Moment.YOUNG;
        return SceneHealth.with(
                new RegionSenses(
                        paths(region, moment),
                        List.of(
                                clarity(moment),
                                acme(moment),
                                provider(BASALT, "Basalt LLM", young, 340, 1000),
                                provider(LARK, "Lark TTS", young, 180, 500)),
                        List.of(service(moment)),
                        SceneHealth.dependencies(moment),
                        young ? CausesView.NONE : causes(region, moment),
                        silence(moment),
                        List.of()),
                region);
    }

    private static List<PathView> paths(String region, Moment moment) {
        List<PathView> paths = new ArrayList<>();
        for (String peer : REGIONS) {
            if (!peer.equals(region)) {
                paths.add(path(region, peer, moment));
                paths.add(path(peer, region, moment));
            }
        }
        return paths;
    }

    private static PathView path(String from, String to, Moment moment) {
        double roundTrip = from.startsWith("us") || to.startsWith("us") ? 88.4 : 21.7;
        Target.Path path = new Target.Path(from, to);
        if (moment == Moment.YOUNG) {
            return new PathView(
                    path,
                    PathView.State.INSUFFICIENT,
                    "",
                    new PathQuality(4000, 40, 0, 0.4, roundTrip, null, null),
                    200L);
        }
        boolean loses =
                moment == Moment.PATH_LOSES && from.equals("eu-central") && to.equals("us-east");
        return loses
                ? new PathView(
                        path,
                        PathView.State.POOR,
                        "loses 6.1 % (49 of 800)",
                        new PathQuality(4000, 800, 49, 1.9, roundTrip, 71.2, 3.64),
                        200L)
                : new PathView(
                        path,
                        PathView.State.WELL,
                        "",
                        new PathQuality(4000, 800, 0, 0.6, roundTrip, 92.3, 4.39),
                        200L);
    }

    private static ProviderView clarity(Moment moment) {
        if (moment != Moment.STT_SLOW) {
            return provider(CLARITY, "Clarity STT", moment == Moment.YOUNG, 210, 500);
        }
        return new ProviderView(
                CLARITY,
                "Clarity STT",
                "EU",
                ProviderView.State.SLOW,
                "71 % of 168 first transcripts later than 500 ms in 15 s",
                100,
                Scenes.AT.minusSeconds(34),
                windows(Map.of(CallResult.OK, 168L), 1120.0, 168),
                List.of(),
                500,
                300L);
    }

    private static ProviderView acme(Moment moment) {
        if (moment != Moment.PROVIDER_OUT) {
            return provider(ACME, "Acme LLM", moment == Moment.YOUNG, 420, 1000);
        }
        return new ProviderView(
                ACME,
                "Acme LLM",
                "EU",
                ProviderView.State.OPEN,
                "5 of 38 calls failed within 30 s (5xx)",
                0,
                Scenes.AT.minusSeconds(24),
                windows(
                        Map.of(
                                CallResult.OK,
                                112L,
                                CallResult.SERVER_ERROR,
                                14L,
                                CallResult.TIMEOUT,
                                3L),
                        430.0,
                        112),
                List.of(),
                1000,
                24_000L);
    }

    private static ProviderView provider(
            Target.Provider target, String title, boolean young, double median, double limit) {
        return new ProviderView(
                target,
                title,
                "EU",
                young ? ProviderView.State.INSUFFICIENT : ProviderView.State.WELL,
                "",
                100,
                null,
                young ? windows(Map.of(), 0, 0) : windows(Map.of(CallResult.OK, 184L), median, 184),
                List.of(),
                limit,
                300L);
    }

    private static List<ProviderWindow> windows(
            Map<CallResult, Long> results, double median, long samples) {
        List<ProviderWindow> windows = new ArrayList<>();
        for (long millis : new long[] {10_000, 60_000, 300_000}) {
            windows.add(
                    samples == 0
                            ? new ProviderWindow(millis, results, null, null, null, 0)
                            : new ProviderWindow(
                                    millis, results, median, median * 1.7, median * 2.4, samples));
        }
        return windows;
    }

    private static ServiceView service(Moment moment) {
        boolean out = moment == Moment.PROVIDER_OUT;
        boolean misunderstood = moment == Moment.MISUNDERSTANDS;
        return new ServiceView(
                new Target.Service("bookings"),
                "Bookings",
                out ? Severity.MINOR : misunderstood ? Severity.MAJOR : Severity.WELL,
                misunderstood ? "41 % of 58 ended calls misunderstood: look at the release" : "",
                out ? Rung.DEGRADED : Rung.PRIMARY,
                out ? Scenes.AT.minusSeconds(24) : null,
                out ? "Basalt LLM can only greet and capture the intent" : "",
                List.of(
                        chain(Stage.STT, link(CLARITY, 100, Rung.PRIMARY, true)),
                        chain(
                                Stage.LLM,
                                link(ACME, out ? 0 : 100, Rung.PRIMARY, !out),
                                link(BASALT, 100, Rung.DEGRADED, out)),
                        chain(Stage.TTS, link(LARK, 100, Rung.PRIMARY, true))));
    }

    private static ServiceView.ChainView chain(Stage stage, ServiceView.LinkView... links) {
        return new ServiceView.ChainView(stage, List.of(links));
    }

    private static ServiceView.LinkView link(
            Target.Provider provider, int share, Rung rung, boolean inUse) {
        return new ServiceView.LinkView(provider, share, rung, inUse);
    }

    private static SilenceView silence(Moment moment) {
        if (moment == Moment.YOUNG) {
            return SilenceView.NONE;
        }
        return moment == Moment.STT_SLOW
                ? new SilenceView(
                        2,
                        288,
                        350,
                        7,
                        4100,
                        List.of(
                                silent("b7f21c@198.51.100.7", 4100),
                                silent("0c99ae@198.51.100.7", 2300)))
                : new SilenceView(0, 288, 350, 1, 0, List.of());
    }

    private static SilenceView.SilentCall silent(String callId, long millis) {
        return new SilenceView.SilentCall(
                callId, "bookings", millis, "waits for a transcript of Clarity STT");
    }

    private static CausesView causes(String region, Moment moment) {
        SortedMap<String, Long> unknown = new TreeMap<>();
        List<CauseGroup> groups = new ArrayList<>();
        groups.add(group(Tag.USER_HANGUP, 61, 0, region));
        groups.add(group(Tag.AGENT_DONE, 204, 0, region));
        groups.add(group(Tag.MISUNDERSTOOD, moment == Moment.MISUNDERSTANDS ? 58 : 4, 0, region));
        groups.add(group(Tag.SIP_ROUTE, moment.carrierBroken() ? 64 : 1, 0, region));
        if (moment == Moment.PROVIDER_OUT) {
            groups.add(group(Tag.AI_DOWN, 17, 0, region));
        }
        if (moment == Moment.STT_SLOW) {
            groups.add(group(Tag.AI_SLOW, 31, 27, region));
            groups.add(group(Tag.UNKNOWN, 3, 0, region));
            unknown.put("pipeline-error-custom-17", 3L);
        }
        return new CausesView(groups, slices(moment), unknown);
    }

    private static List<CauseSlice> slices(Moment moment) {
        List<CauseSlice> slices = new ArrayList<>();
        Instant end = Instant.ofEpochMilli(Scenes.AT.toEpochMilli() / 10_000 * 10_000);
        for (int i = 48; i >= 1; i--) {
            Map<Side, Long> failures = new EnumMap<>(Side.class);
            // Agents leave out what is none.
            if (i % 3 == 0) {
                failures.put(Side.INTENT, 1L);
            }
            Map<Tag, Long> tags = new EnumMap<>(Tag.class);
            boolean late = i <= 4;
            if (late && moment == Moment.MISUNDERSTANDS) {
                failures.put(Side.INTENT, 11L + i);
            }
            if (late && (moment == Moment.STT_SLOW || moment == Moment.PROVIDER_OUT)) {
                failures.put(Side.INFRASTRUCTURE, 5L + i);
            }
            if (late && moment.carrierBroken()) {
                failures.put(Side.INFRASTRUCTURE, 14L);
            }
            failures.forEach((side, count) -> tags.put(cause(side, moment), count));
            slices.add(new CauseSlice(end.minusSeconds(10L * i), 10_000, failures, tags, 14));
        }
        return slices;
    }

    private static Tag cause(Side side, Moment moment) {
        if (side == Side.INTENT) {
            return Tag.MISUNDERSTOOD;
        }
        return switch (moment) {
            case STT_SLOW -> Tag.AI_SLOW;
            case PROVIDER_OUT -> Tag.AI_DOWN;
            default -> Tag.SIP_ROUTE;
        };
    }

    private static CauseGroup group(Tag tag, long five, long suspected, String region) {
        return new CauseGroup(
                "bookings",
                tag,
                Math.ceilDiv(five, 3),
                five,
                five,
                suspected,
                tag.failure() ? List.of(verdict(tag, suspected > 0, region, 3)) : List.of());
    }

    private static CallVerdict verdict(Tag tag, boolean suspected, String region, int secondsAgo) {
        return new CallVerdict(
                41,
                "5d1e88@198.51.100.7",
                "bookings",
                new Target.Trunk(region, "northwind"),
                Scenes.AT.minusSeconds(secondsAgo),
                tag,
                suspected,
                suspected ? Tag.MISUNDERSTOOD : tag,
                suspected
                        ? "Ended as misunderstood while Clarity STT was slow for this very call"
                        : "The platform said so and nothing speaks against it",
                List.of(
                        "SIP: answered after 0.4 s, BYE from the agent after 48 s",
                        "Media: loss 0.0 %, MOS 4.39",
                        suspected
                                ? "STT: 4 of 5 first transcripts later than 500 ms, worst 2.6 s"
                                : "Providers: 14 calls, all good"));
    }
}
