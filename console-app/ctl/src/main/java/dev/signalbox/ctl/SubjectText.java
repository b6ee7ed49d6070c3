package dev.signalbox.ctl;

import dev.signalbox.model.fleet.DependencyView;
import dev.signalbox.model.fleet.PathView;
import dev.signalbox.model.fleet.ProviderView;
import dev.signalbox.model.fleet.ServiceView;
import dev.signalbox.model.fleet.Severity;
import dev.signalbox.model.fleet.TrunkView;
import dev.signalbox.model.journal.JournalSentences;
import dev.signalbox.model.media.PathQuality;
import dev.signalbox.model.policy.Rules;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How something is now and which rules could act on it, each kind in its own words. */
final class SubjectText {

    private SubjectText() {}

    /** How it is now. */
    static String now(Subject subject) {
        return switch (subject) {
            case Subject.Trunk trunk -> trunk(trunk.view());
            case Subject.Path path ->
                    Words.of(path.view().state())
                            + ": "
                            + figures(subject)
                            + ". "
                            + path.view().finding();
            case Subject.Provider provider -> provider(provider.view());
            case Subject.Service service -> service(service.view());
            case Subject.Dependency dependency ->
                    (dependency.severity() == Severity.WELL ? "well" : "failing")
                            + ": "
                            + figures(subject)
                            + ". "
                            + dependency.view().finding();
        };
    }

    /** Why there is no diagnosis: its figures. */
    static String calm(Subject subject) {
        return switch (subject) {
            case Subject.Trunk _, Subject.Provider _ ->
                    "None, so nothing was moved: " + figures(subject) + ".";
            case Subject.Path _, Subject.Dependency _ -> "None: " + figures(subject) + ".";
            case Subject.Service service ->
                    service.view().chains().isEmpty()
                            ? "None, and no provider of its own was moved."
                            : "None, and no provider it uses was moved.";
        };
    }

    /** Which automatic rules could act on it. */
    static String rules(Subject subject, Rules rules) {
        return switch (subject) {
            case Subject.Trunk _ ->
                    "trunk not answering: "
                            + Words.of(rules.trunkNotAnswering())
                            + "; trunk rejecting: "
                            + Words.of(rules.trunkRejecting())
                            + ".";
            case Subject.Provider _, Subject.Service _ ->
                    "provider failing: "
                            + Words.of(rules.providerFailing())
                            + "; provider over quota: "
                            + Words.of(rules.providerOverQuota())
                            + "; provider slow: "
                            + Words.of(rules.providerSlow())
                            + ".";
            case Subject.Path _, Subject.Dependency _ ->
                    "none moves anything because of it: it is told to people.";
        };
    }

    private static String figures(Subject subject) {
        return switch (subject) {
            case Subject.Trunk trunk -> calls(trunk.view());
            case Subject.Path path -> quality(path.view());
            case Subject.Provider provider ->
                    Words.failures(provider.view().windows())
                            + " in 1 min, first response p95 "
                            + Words.firstResponse(provider.view().windows());
            case Subject.Service service -> SensesText.inUse(service.view());
            case Subject.Dependency dependency -> calls(dependency.view());
        };
    }

    private static String calls(DependencyView dependency) {
        return Words.format(
                "%,d of %,d calls failed in 1 min", dependency.failed(), dependency.calls());
    }

    private static String calls(TrunkView trunk) {
        return Words.fiveMinutes(trunk.windows())
                .map(
                        w ->
                                Words.format(
                                        "of %,d new calls in 5 min, %,d went unanswered and %,d"
                                                + " were rejected by the carrier",
                                        w.attempts(), w.unanswered(), w.rejected()))
                .orElse("no calls were measured");
    }

    private static String quality(PathView path) {
        PathQuality quality = path.quality();
        return Words.format(
                        "%,d of %,d packets lost in %d s (",
                        quality.lost(), quality.expected(), quality.windowMillis() / 1_000)
                + Words.percent(quality.lossRatio())
                + "), jitter "
                + Words.millis(quality.jitterMillis())
                + ", round trip "
                + Words.millis(quality.roundTripMillis())
                + ", MOS "
                + SensesText.mos(quality);
    }

    private static String trunk(TrunkView trunk) {
        String share =
                trunk.sharePercent() == 100
                        ? "gets all its usual new calls"
                        : "gets " + trunk.sharePercent() + " % of its usual new calls";
        return Words.of(trunk.state())
                + ", "
                + share
                + "; OPTIONS "
                + Words.of(trunk.options())
                + ", test calls "
                + Words.of(trunk.testCall())
                + ". "
                + trunk.finding();
    }

    private static String provider(ProviderView provider) {
        String share =
                provider.sharePercent() == 100
                        ? "takes all calls that choose it"
                        : "takes "
                                + provider.sharePercent()
                                + " % of the calls that would choose it";
        return Words.of(provider.state())
                + since(provider.since())
                + ", "
                + share
                + "; "
                + figures(new Subject.Provider(provider))
                + Words.format(", late from %,.0f ms. ", provider.usualFirstMillis())
                + provider.finding();
    }

    private static String service(ServiceView service) {
        String reason = service.rungReason().isEmpty() ? "" : " (" + service.rungReason() + ")";
        return "rung "
                + Words.of(service.rung())
                + since(service.rungSince())
                + reason
                + "; new calls use "
                + SensesText.inUse(service)
                + ". "
                + service.finding();
    }

    private static String since(@Nullable Instant since) {
        return since == null ? "" : " since " + JournalSentences.clock(since);
    }
}
