package dev.signalbox.dashboards.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.dashboards.scene.SceneChanges;
import dev.signalbox.dashboards.scene.Scenes;
import org.junit.jupiter.api.Test;

class PictureTest {

    @Test
    void theWorstRegionIsShownUntilAPersonChooses() {
        assertThat(Picture.of(Scenes.many(), "", null).region()).isEqualTo("eu-central");
        assertThat(Picture.of(Scenes.many(), "us-east", null).region()).isEqualTo("us-east");
        assertThat(Picture.of(Scenes.many(), "gone", null).region()).isEqualTo("eu-central");
        assertThat(Picture.of(Scenes.empty(), "us-east", null).region()).isEmpty();
    }

    @Test
    void theJournalIsReadAgainOnlyWhenItHasGrown() {
        Picture first = Picture.of(Scenes.failing(), "", null);
        assertThat(Picture.of(Scenes.failing(), "", first).journal()).isSameAs(first.journal());
        assertThat(Picture.of(Scenes.moved(), "", first).journal())
                .hasSize(first.journal().size() + 1);
    }

    @Test
    void theFleetsJournalGrowsToo() {
        Picture first = Picture.of(SceneChanges.lost(), "", null);
        assertThat(Picture.of(SceneChanges.lost(), "", first).journal()).isSameAs(first.journal());
        Picture planned = Picture.of(SceneChanges.toApprove(), "", first);
        assertThat(planned.journal()).hasSize(first.journal().size() + 1);
        assertThat(planned.milestones()).hasSameSizeAs(first.milestones());
    }
}
