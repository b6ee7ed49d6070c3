package dev.signalbox.ctl.connection;

import static dev.signalbox.ctl.connection.Regions.NOON;

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
import dev.signalbox.model.fleet.DependencyView;
import dev.signalbox.model.fleet.HealthEntry;
import dev.signalbox.model.fleet.PathView;
import dev.signalbox.model.fleet.ProviderView;
import dev.signalbox.model.fleet.RegionSenses;
import dev.signalbox.model.fleet.ServiceView;
import dev.signalbox.model.fleet.Severity;
import dev.signalbox.model.media.PathQuality;
import dev.signalbox.model.target.Target;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Frankfurt's senses: Acme LLM was taken out, media from Dublin suffers, the CRM fails. */
public final class Senses {

    public static final Target.Provider ACME = new Target.Provider("llm", "acme", "eu");
    public static final Target.Provider BASALT = new Target.Provider("llm", "basalt", "eu");
    public static final Target.Provider CLEAR = new Target.Provider("stt", "clear", "eu");
    public static final Target.Service BOOKINGS = new Target.Service("bookings");
    public static final Target.Dependency CRM = new Target.Dependency("crm");
    public static final Target.Path FROM_DUBLIN = new Target.Path("eu-west", "eu-central");

    private Senses() {}

    public static RegionSenses frankfurt() {
        return new RegionSenses(
                List.of(
                        path(new Target.Path("eu-central", "eu-west"), PathView.State.WELL, 0, ""),
                        path(FROM_DUBLIN, PathView.State.POOR, 12, "6.0 % of packets are lost")),
                providers(),
                services(),
                List.of(
                        new DependencyView(
                                CRM, Severity.MINOR, "7 of the last 9 calls failed", 9, 7, 200L)),
                causes(),
                new SilenceView(
                        2,
                        310,
                        396,
                        5,
                        3_400,
                        List.of(new SilenceView.SilentCall("a@sbc", "bookings", 3_400, "llm"))),
                List.of(
                        health(new Target.Region("eu-central"), Severity.MAJOR, "not well"),
                        health(Regions.MERIDIAN, Severity.WELL, "well"),
                        health(ACME, Severity.CRITICAL, "failing")));
    }

    /** The same with nothing wrong. */
    public static RegionSenses calm() {
        return new RegionSenses(
                List.of(
                        path(new Target.Path("eu-central", "eu-west"), PathView.State.WELL, 0, ""),
                        path(FROM_DUBLIN, PathView.State.WELL, 0, "")),
                List.of(provider(CLEAR, "Clear STT", ProviderView.State.WELL, 100, 0)),
                List.of(
                        new ServiceView(
                                BOOKINGS,
                                "Bookings",
                                Severity.WELL,
                                "",
                                Rung.PRIMARY,
                                null,
                                "",
                                List.of(
                                        new ServiceView.ChainView(
                                                Stage.STT,
                                                List.of(link(CLEAR, 100, Rung.PRIMARY, true)))))),
                List.of(new DependencyView(CRM, Severity.WELL, "", 9, 0, 200L)),
                new CausesView(
                        List.of(
                                new CauseGroup(
                                        "bookings", Tag.USER_HANGUP, 8, 40, 90, 0, List.of())),
                        List.of(),
                        new TreeMap<>()),
                new SilenceView(0, 310, 396, 0, 0, List.of()),
                List.of());
    }

    /** Ended because of AI, as far as anybody can tell. */
    public static CallVerdict verdict(long sequence, String callId, Tag tag, boolean suspected) {
        return new CallVerdict(
                sequence,
                callId,
                "bookings",
                Regions.MERIDIAN,
                NOON.minusSeconds(60 - sequence),
                tag,
                suspected,
                Tag.USER_HANGUP,
                "The caller hung up after the model gave no answer",
                List.of("2 of 3 calls to Acme LLM ended with 503", "no media loss was measured"));
    }

    private static PathView path(
            Target.Path path, PathView.State state, long lost, String finding) {
        return new PathView(
                path,
                state,
                finding,
                new PathQuality(4_000, 200, lost, 3.2, 21.0, 88.0, 4.29),
                150L);
    }

    private static List<ProviderView> providers() {
        return List.of(
                provider(ACME, "Acme LLM", ProviderView.State.OPEN, 0, 12),
                provider(BASALT, "Basalt LLM", ProviderView.State.WELL, 100, 0),
                provider(CLEAR, "Clear STT", ProviderView.State.INSUFFICIENT, 100, 0));
    }

    private static ProviderView provider(
            Target.Provider target,
            String title,
            ProviderView.State state,
            int share,
            long failed) {
        ProviderWindow minute =
                new ProviderWindow(
                        60_000,
                        Map.of(CallResult.OK, 28L, CallResult.SERVER_ERROR, failed),
                        310.0,
                        640.0,
                        702.0,
                        28);
        return new ProviderView(
                target,
                title,
                "EU",
                state,
                failed > 0 ? "5 of its last 5 calls failed" : "",
                share,
                failed > 0 ? NOON.minusSeconds(9) : null,
                List.of(minute),
                List.of(new ProviderView.ModelView("large-2", List.of(minute))),
                1_000,
                300L);
    }

    private static ServiceView.LinkView link(
            Target.Provider provider, int share, Rung rung, boolean inUse) {
        return new ServiceView.LinkView(provider, share, rung, inUse);
    }

    private static List<ServiceView> services() {
        return List.of(
                new ServiceView(
                        BOOKINGS,
                        "Bookings",
                        Severity.MAJOR,
                        "AI greets, then people go on",
                        Rung.DEGRADED,
                        NOON.minusSeconds(9),
                        "Basalt LLM can only greet and capture the intent",
                        List.of(
                                new ServiceView.ChainView(
                                        Stage.STT, List.of(link(CLEAR, 100, Rung.PRIMARY, true))),
                                new ServiceView.ChainView(
                                        Stage.LLM,
                                        List.of(
                                                link(ACME, 0, Rung.PRIMARY, false),
                                                link(BASALT, 100, Rung.DEGRADED, true))))));
    }

    private static CausesView causes() {
        return new CausesView(
                List.of(
                        new CauseGroup("bookings", Tag.USER_HANGUP, 20, 110, 400, 0, List.of()),
                        new CauseGroup("billing", Tag.USER_HANGUP, 2, 10, 40, 0, List.of()),
                        new CauseGroup(
                                "bookings",
                                Tag.AI_DOWN,
                                9,
                                12,
                                12,
                                4,
                                List.of(verdict(3, "c@sbc", Tag.AI_DOWN, true))),
                        new CauseGroup("bookings", Tag.UNKNOWN, 0, 1, 1, 0, List.of())),
                List.of(
                        new CauseSlice(
                                NOON.minusSeconds(10),
                                10_000,
                                Map.of(Side.INFRASTRUCTURE, 9L),
                                Map.of(Tag.AI_DOWN, 9L),
                                31)),
                new TreeMap<>(Map.of("assistant-vanished", 1L)),
                new TreeMap<>(Map.of("llm/nobody/api.nobody.example", 3L)));
    }

    private static HealthEntry health(Target target, Severity severity, String state) {
        boolean well = severity == Severity.WELL;
        return new HealthEntry(
                target,
                "Title",
                severity,
                state,
                well ? "" : "5 of its last 5 calls failed",
                NOON.minusSeconds(75),
                List.of("12 of 40 calls failed in 60 s", "first response p95 640 ms of 28"),
                well ? null : 300L);
    }
}
