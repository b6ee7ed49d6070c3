package dev.signalbox.dashboards.part.ai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.dashboards.scene.Scenes;
import dev.signalbox.dashboards.words.CauseWords;
import dev.signalbox.dashboards.words.Sign;
import dev.signalbox.model.ai.Rung;
import dev.signalbox.model.cause.CauseSlice;
import dev.signalbox.model.cause.CausesView;
import dev.signalbox.model.cause.Side;
import dev.signalbox.model.cause.Tag;
import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.fleet.RegionEntry;
import dev.signalbox.model.fleet.RegionSenses;
import dev.signalbox.model.fleet.RegionView;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AiPartTest {

    private static List<ProviderRow> providers(FleetView view) {
        return ProviderRow.of(view.regions().getFirst(), view.at());
    }

    @Test
    void providersStandByStageInTheOrderOfTheChain() {
        List<ProviderRow> rows = providers(Scenes.providerOut());
        assertThat(rows).extracting(ProviderRow::stage).containsExactly("STT", "LLM", "", "TTS");
        assertThat(rows)
                .extracting(ProviderRow::name)
                .containsExactly(
                        "Clarity STT \u00b7 eu",
                        "Acme LLM \u00b7 eu",
                        "Basalt LLM \u00b7 eu",
                        "Lark TTS \u00b7 eu");
        ProviderRow out = rows.get(1);
        assertThat(out.state()).isEqualTo("breaker open");
        assertThat(out.share()).isEqualTo("0 %");
        assertThat(out.failures()).isEqualTo("17 of 129: 5xx \u00d7 14  timeout \u00d7 3");
        assertThat(out.since()).isEqualTo("00:24");
    }

    @Test
    void tooFewCallsAreNotCalledFast() {
        ProviderRow row = providers(Scenes.young()).getFirst();
        assertThat(row.state()).isEqualTo("too few calls");
        assertThat(row.firstResponse()).isEqualTo("-");
        assertThat(row.failures()).isEqualTo("no calls");
    }

    @Test
    void staleProvidersSayNothing() {
        assertThat(providers(Scenes.disconnected()))
                .allMatch(row -> row.sign() == Sign.STALE && row.state().equals("not known"));
    }

    @Test
    void aServiceSaysItsRungAndWhoServesIt() {
        ServiceRow row = ServiceRow.of(Scenes.providerOut()).getFirst();
        assertThat(row.region()).isEqualTo("eu-central");
        assertThat(row.rung()).isEqualTo(Rung.DEGRADED);
        assertThat(row.chain()).contains("LLM Basalt LLM");
        assertThat(row.infrastructure()).isEqualTo(18);
        assertThat(row.intent()).isEqualTo(4);
    }

    @Test
    void aSliceOfTimeWithoutAFailedCallIsOneOfTheSlices() {
        FleetView calm = Scenes.calm();
        RegionEntry entry = calm.regions().getFirst();
        CauseSlice quiet =
                new CauseSlice(calm.at().minusSeconds(15), 15_000, Map.of(), Map.of(), 12);
        FleetView view =
                new FleetView(
                        calm.at(),
                        calm.headline(),
                        List.of(
                                new RegionEntry(
                                        ended(entry.view(), quiet), entry.ageMillis(), false)),
                        calm.connections(),
                        calm.journal());
        assertThat(Causes.of(view).slices())
                .singleElement()
                .satisfies(
                        slice -> {
                            assertThat(slice.failures()).isEmpty();
                            assertThat(slice.ended()).isEqualTo(12);
                        });
    }

    private static RegionView ended(RegionView view, CauseSlice slice) {
        RegionSenses senses = view.senses();
        return new RegionView(
                view.target(),
                view.title(),
                view.latitude(),
                view.longitude(),
                view.jurisdiction(),
                view.bootId(),
                view.version(),
                view.measuredAt(),
                view.severity(),
                view.finding(),
                view.liveCalls(),
                view.callsPerSecond(),
                view.trunks(),
                view.incidents(),
                view.history(),
                view.agent(),
                new RegionSenses(
                        senses.paths(),
                        senses.providers(),
                        senses.services(),
                        senses.dependencies(),
                        new CausesView(List.of(), List.of(slice), new TreeMap<>()),
                        senses.silence(),
                        senses.health()));
    }

    @Test
    void slowSpeechRecognitionIsInfrastructureAndSaysSo() {
        Causes causes = Causes.of(Scenes.sttSlow());
        assertThat(causes.suspected()).isEqualTo(27);
        Causes.Row first = causes.rows().getFirst();
        assertThat(first.tag()).isEqualTo(Tag.AI_SLOW);
        Causes.Call call = first.calls().getFirst();
        assertThat(call.suspected()).isTrue();
        assertThat(call.evidence()).contains("By its ending alone: misunderstood");
        assertThat(causes.unknown()).containsExactly("pipeline-error-custom-17 \u00d7 3");
        assertThat(causes.silent())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("4.1 s  waits for a transcript");
    }

    @Test
    void slicesOfAllRegionsMeetOnOneGrid() {
        Causes causes = Causes.of(Scenes.misunderstands());
        assertThat(causes.slices()).hasSize(48);
        // 12 of eu-central's newest slice, none of the calm regions.
        assertThat(causes.slices().getLast().failures()).containsEntry(Side.INTENT, 12L);
    }

    @Test
    void silentRegionsAreNotCounted() {
        assertThat(Causes.of(Scenes.disconnected()).nothingKnown()).isTrue();
    }

    @Test
    void everyFailureHasANextMove() {
        for (Tag tag : Tag.values()) {
            assertThat(CauseWords.tag(tag)).isNotBlank();
            if (tag.failure() || tag == Tag.UNKNOWN) {
                assertThat(CauseWords.next(tag)).as(tag.text()).isNotBlank();
            }
        }
    }
}
