package dev.signalbox.dashboards.screen.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.dashboards.command.Reply;
import dev.signalbox.dashboards.part.change.Act;
import dev.signalbox.dashboards.part.change.ChangesModel;
import dev.signalbox.dashboards.part.change.PlanWish;
import dev.signalbox.dashboards.scene.FakeCommands;
import dev.signalbox.dashboards.scene.SceneChanges;
import dev.signalbox.dashboards.scene.SceneFleet;
import dev.signalbox.dashboards.scene.Toolkit;
import dev.signalbox.dashboards.screen.Picture;
import dev.signalbox.model.change.PlanKind;
import dev.signalbox.model.fleet.FleetView;
import java.util.Objects;
import java.util.concurrent.Callable;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.Test;

class ChangesScreenTest {

    private final FakeCommands commands = new FakeCommands();

    @Test
    void anEvacuationNeedsAReasonAndTheNameBeforeItIsPlanned() throws Exception {
        ChangesScreen screen = screen(SceneChanges.lost());
        Toolkit.call(
                () -> {
                    screen.wish(
                            new PlanWish(
                                    PlanKind.EVACUATE_REGION,
                                    SceneFleet.FRANKFURT,
                                    "eu-central",
                                    "Frankfurt"));
                    layout(screen);
                    Button make = find(screen, "#plan-make", Button.class);
                    assertThat(make.isDisabled()).isTrue();
                    assertThat(find(screen, "#plan-off", Label.class).getText())
                            .isEqualTo("Say why: the reason is journaled.");
                    find(screen, "#plan-reason", TextField.class).setText("edge dead");
                    assertThat(make.isDisabled()).isTrue();
                    find(screen, "#plan-name", TextField.class).setText("eu-central");
                    assertThat(make.isDisabled()).isFalse();
                    commands.answer(new Reply.Refused("busy", "Dublin is being drained."));
                    make.fire();
                    return true;
                });
        assertThat(commands.asked())
                .containsExactly("plan evacuate_region region:eu-central in eu-central: edge dead");
        Toolkit.call(
                () -> {
                    assertThat(find(screen, "#plan-off", Label.class).getText())
                            .isEqualTo("Dublin is being drained.");
                    return true;
                });
    }

    @Test
    void startIsOffInWordsAndHoldIsOneKeyAway() throws Exception {
        ChangesScreen screen = screen(SceneChanges.blocked());
        Toolkit.call(
                () -> {
                    assertThat(find(screen, "#act-start", Button.class).isDisabled()).isTrue();
                    assertThat(find(screen, "#off-start", Label.class).getText())
                            .isEqualTo(
                                    "Start is off: 1 block (Freeze and brake); 1 approval missing,"
                                            + " by somebody else than ada.");
                    screen.key(Act.HOLD);
                    screen.show(Picture.of(SceneChanges.running(), "", null));
                    layout(screen);
                    screen.key(Act.HOLD);
                    return true;
                });
        assertThat(commands.asked()).containsExactly("hold fleet-demo/9: held from a console");
    }

    @Test
    void aGuardIsOverruledByNameAndReason() throws Exception {
        ChangesScreen screen = screen(SceneChanges.blocked());
        Toolkit.call(
                () -> {
                    find(screen, "#override-freeze_and_brake", Button.class).fire();
                    layout(screen);
                    TextField reason =
                            find(screen, "#override-reason-freeze_and_brake", TextField.class);
                    reason.fireEvent(new javafx.event.ActionEvent());
                    assertThat(commands.asked()).isEmpty();
                    reason.setText("works are over");
                    screen.show(Picture.of(SceneChanges.blocked(), "", null));
                    layout(screen);
                    assertThat(reason.getScene()).as("what is typed is kept").isNotNull();
                    reason.fireEvent(new javafx.event.ActionEvent());
                    return true;
                });
        assertThat(commands.asked())
                .containsExactly("override freeze_and_brake of fleet-demo/9: works are over");
    }

    @Test
    void undoWantsAReason() throws Exception {
        ChangesScreen screen = screen(SceneChanges.held());
        Toolkit.call(
                () -> {
                    Button undo = find(screen, "#act-undo", Button.class);
                    assertThat(undo.isDisabled()).isTrue();
                    find(screen, "#act-reason", TextField.class).setText("Dublin cannot bear it");
                    undo.fire();
                    find(screen, "#act-resume", Button.class).fire();
                    return true;
                });
        assertThat(commands.asked())
                .containsExactly("undo fleet-demo/9: Dublin cannot bear it", "resume fleet-demo/9");
    }

    @Test
    void aPlanIsDiscardedWithoutAReason() throws Exception {
        ChangesScreen screen = screen(SceneChanges.blocked());
        Toolkit.call(
                () -> {
                    assertThat(find(screen, "#act-reason", TextField.class).getPromptText())
                            .isEqualTo("Why it is discarded; may be left out");
                    find(screen, "#act-discard", Button.class).fire();
                    return true;
                });
        assertThat(commands.asked()).containsExactly("discard fleet-demo/9: ");
    }

    @Test
    void theMapSaysHowMuchGoesThereNow() {
        assertThat(moves(SceneChanges.blocked())).isEqualTo("118 calls/min");
        assertThat(moves(SceneChanges.running())).isEqualTo("59 of 118 calls/min");
        assertThat(moves(SceneChanges.held())).isEqualTo("59 of 118 calls/min");
    }

    private static String moves(FleetView view) {
        ChangesModel model = ChangesModel.of(view, "", null, "");
        return ChangesMap.moves(model.shown(), view).getFirst().words();
    }

    private ChangesScreen screen(FleetView view) throws Exception {
        Callable<ChangesScreen> make =
                () -> {
                    ChangesScreen made = new ChangesScreen(commands, _ -> {}, _ -> {});
                    new Scene(made.node(), 1400, 740);
                    made.show(Picture.of(view, "", null));
                    layout(made);
                    return made;
                };
        return Toolkit.call(make);
    }

    private static void layout(ChangesScreen screen) {
        screen.node().applyCss();
        screen.node().layout();
    }

    private static <T extends Node> T find(ChangesScreen screen, String id, Class<T> type) {
        return type.cast(Objects.requireNonNull(screen.node().lookup(id), id));
    }
}
