package dev.signalbox.dashboards.screen.change;

import dev.signalbox.dashboards.command.Commands;
import dev.signalbox.dashboards.command.Reply;
import dev.signalbox.dashboards.fx.FxReply;
import dev.signalbox.dashboards.look.Panel;
import dev.signalbox.dashboards.part.change.Act;
import dev.signalbox.dashboards.part.change.Asker;
import dev.signalbox.dashboards.part.change.ChangeModel;
import dev.signalbox.dashboards.part.change.ChangePane;
import dev.signalbox.dashboards.part.change.ChangesModel;
import dev.signalbox.dashboards.part.change.LoadBars;
import dev.signalbox.dashboards.part.change.LoadRow;
import dev.signalbox.dashboards.part.change.OfferList;
import dev.signalbox.dashboards.part.change.PinWish;
import dev.signalbox.dashboards.part.change.PlanForm;
import dev.signalbox.dashboards.part.change.PlanWish;
import dev.signalbox.dashboards.part.map.MapRegion;
import dev.signalbox.dashboards.part.map.WorldMap;
import dev.signalbox.dashboards.screen.Picture;
import dev.signalbox.dashboards.screen.Screen;
import dev.signalbox.model.change.Role;
import dev.signalbox.model.change.Scope;
import dev.signalbox.model.quorum.FleetState.Change;
import dev.signalbox.model.quorum.Phase;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** Plans, guards, approvals and stages beside the map. It only asks: the agents enforce. */
public final class ChangesScreen implements Screen {

    private final Commands commands;
    private final WorldMap map;
    private final LoadBars bars = new LoadBars();
    private final Panel barsPanel = new Panel("Where the calls go", bars);
    private final OfferList offers;
    private final ChangePane change =
            new ChangePane(() -> choose(ChangesModel.NO_CHANGE), this::act, this::override);
    private final PlanForm form = new PlanForm(this::plan, this::cancel);
    private final StackPane right = new StackPane();
    private final ChangesLayout layout;
    private String wanted = "";
    private boolean planning;
    private @Nullable PlanWish planned;

    /** A plan that the fleet's journal does not have: of one region, or one that cannot be done. */
    private @Nullable Change own;

    private @Nullable Picture picture;
    private @Nullable ChangeModel shown;

    /**
     * @param commands what is asked for
     * @param chooseRegion is called with the name of a region that was chosen on the map
     * @param pin with what shall be pinned or unpinned
     */
    public ChangesScreen(Commands commands, Consumer<String> chooseRegion, Consumer<PinWish> pin) {
        this.commands = commands;
        offers = new OfferList(this::wish, this::choose, pin);
        map = new WorldMap(chooseRegion);
        right.setMinSize(0, 0);
        layout = new ChangesLayout(map, barsPanel, right);
        layout.setId("changes");
        right.getChildren().setAll(offers);
    }

    @Override
    public Region node() {
        return layout;
    }

    /** Asks for the reason of a plan; nothing is planned yet. */
    public void wish(PlanWish wish) {
        planning = true;
        planned = wish;
        right.getChildren().setAll(form);
        form.show(wish);
        refresh();
    }

    /** Shows one change, or with {@link ChangesModel#NO_CHANGE} the list. */
    public void choose(String id) {
        wanted = id;
        own = null;
        planning = false;
        refresh();
    }

    /** Closes the form before a plan; false when there was none. */
    public boolean closeForm() {
        boolean was = planning;
        cancel();
        return was;
    }

    /** Leads the keyboard to an action of what is shown; holding is done at once. */
    public void key(Act act) {
        if (shown == null || planning) {
            return;
        }
        if (act == Act.HOLD) {
            change.actions().fire(act);
        } else {
            change.actions().focus(act);
        }
    }

    @Override
    public void show(Picture picture) {
        this.picture = picture;
        refresh();
    }

    private void refresh() {
        Picture seen = picture;
        if (seen == null) {
            return;
        }
        ChangesModel model = ChangesModel.of(seen.view(), wanted, own, commands.off());
        ChangeModel next = model.shown();
        shown = next;
        if (planning) {
            PlanWish wish = planned;
            Scope scope = wish == null ? Scope.FLEET : wish.kind().scope();
            form.gate(Asker.of(seen.view(), commands.off()).off(Role.OPERATOR, scope));
        } else if (next != null) {
            set(change);
            change.show(next);
        } else {
            set(offers);
        }
        offers.show(model);
        boolean concrete = next != null && !planning;
        List<LoadRow> rows =
                concrete && next != null ? next.loads() : ChangesMap.standing(seen.view());
        bars.show(
                rows,
                concrete && next != null && !next.change().plan().moves().isEmpty()
                        ? "This plan says nothing of loads."
                        : concrete
                                ? "This plan moves no calls: no load changes."
                                : "No region has said how many new calls it takes.");
        layout.rows(rows.size());
        barsPanel.remark(
                concrete && next != null && next.change().phase() == Phase.PROPOSED
                        ? "new calls/min: before, after  \u00b7  load after the move"
                        : concrete
                                ? "new calls/min: before, after, mark: now"
                                : "new calls/min now");
        map.show(
                MapRegion.of(seen.view(), List.of()),
                List.of(),
                ChangesMap.moves(concrete ? next : null, seen.view()),
                seen.region(),
                "Waiting for the first report of a region");
    }

    private void set(Region node) {
        if (right.getChildren().size() != 1 || !right.getChildren().getFirst().equals(node)) {
            right.getChildren().setAll(node);
        }
    }

    private void cancel() {
        planning = false;
        refresh();
    }

    private void plan(PlanWish wish, String reason) {
        form.said("Asked; every guard is being judged\u2026", false);
        FxReply.of(
                commands.plan(wish.kind(), wish.target(), wish.region(), reason),
                this::planned,
                words -> form.said("Nobody answered: " + words, true));
    }

    private void planned(Reply reply) {
        switch (reply) {
            case Reply.Planned made -> {
                planning = false;
                boolean kept = !made.planId().isEmpty();
                wanted = made.planId();
                own = kept && made.plan().scope() == Scope.FLEET ? null : ChangesMap.unkept(made);
                refresh();
            }
            case Reply.Refused refused -> form.said(refused.sentence(), true);
            case Reply.Unreachable lost -> form.said(lost.words(), true);
            case Reply.Done _ -> cancel();
        }
    }

    private void act(Act act, String reason) {
        ChangeModel model = shown;
        if (model == null) {
            return;
        }
        String id = model.change().id();
        String hash = model.change().hash();
        ask(
                switch (act) {
                    case START -> commands.start(id, hash);
                    case APPROVE -> commands.approve(id, hash);
                    case HOLD ->
                            commands.hold(
                                    id, hash, reason.isEmpty() ? "held from a console" : reason);
                    case RESUME -> commands.resume(id, hash);
                    case UNDO -> commands.undo(id, hash, reason);
                    case DISCARD -> commands.discard(id, hash, reason);
                },
                act.title());
    }

    private void override(String guard, String reason) {
        ChangeModel model = shown;
        if (model != null) {
            ask(
                    commands.override(model.change().id(), model.change().hash(), guard, reason),
                    "Override");
        }
    }

    private void ask(CompletionStage<Reply> asked, String what) {
        change.actions().reply(what + ": asked\u2026", false);
        FxReply.of(
                asked,
                reply -> replied(reply, what),
                words -> change.actions().reply(what + ": nobody answered: " + words, true));
    }

    private void replied(Reply reply, String what) {
        switch (reply) {
            case Reply.Done done ->
                    change.actions()
                            .reply(
                                    what
                                            + ": done"
                                            + (done.records().isEmpty()
                                                    ? ", nothing had to change."
                                                    : ", recorded as "
                                                            + String.join(", ", done.records())
                                                            + "."),
                                    false);
            case Reply.Refused refused ->
                    change.actions().reply(what + " was refused: " + refused.sentence(), true);
            case Reply.Unreachable lost -> change.actions().reply(what + ": " + lost.words(), true);
            case Reply.Planned made -> planned(made);
        }
    }
}
