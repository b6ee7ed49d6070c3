package dev.signalbox.dashboards.part.change;

import dev.signalbox.dashboards.look.Panel;
import dev.signalbox.dashboards.look.ScrollBox;
import dev.signalbox.dashboards.look.SignNode;
import dev.signalbox.dashboards.look.Texts;
import dev.signalbox.dashboards.part.change.ChangesModel.Brief;
import dev.signalbox.dashboards.part.change.ChangesModel.Choice;
import dev.signalbox.dashboards.part.change.ChangesModel.RegionOffer;
import dev.signalbox.dashboards.words.Numbers;
import dev.signalbox.model.change.PlanKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What can be planned, and every plan there is or was. A lost region comes first. */
public final class OfferList extends VBox {

    private static final PseudoClass LOST = PseudoClass.getPseudoClass("lost");

    private final Consumer<PlanWish> wish;
    private final Consumer<String> choose;
    private final Consumer<PinWish> pin;
    private final VBox regions = new VBox();
    private final VBox changes = new VBox();
    private final Panel regionPanel = new Panel("What can be planned", new ScrollBox(regions));
    private final Panel changePanel = new Panel("Changes", new ScrollBox(changes));
    private List<RegionOffer> offers = List.of();
    private List<Brief> briefs = List.of();

    /**
     * @param wish is called with a plan somebody wants to think about
     * @param choose with the id of a change
     * @param pin with what shall be pinned or unpinned
     */
    public OfferList(Consumer<PlanWish> wish, Consumer<String> choose, Consumer<PinWish> pin) {
        super(8);
        this.wish = wish;
        this.pin = pin;
        this.choose = choose;
        setId("offers");
        VBox.setVgrow(regionPanel, Priority.ALWAYS);
        VBox.setVgrow(changePanel, Priority.ALWAYS);
        regionPanel.setPrefHeight(380);
        changePanel.setPrefHeight(240);
        getChildren().addAll(regionPanel, changePanel);
        setMinSize(0, 0);
        nothing();
    }

    /** Shows what {@code model} offers. */
    public void show(ChangesModel model) {
        // A region that is lost just now does not take the place of the one that is aimed at.
        List<RegionOffer> next =
                regions.isHover() ? ChangesModel.inOrderOf(offers, model.offers()) : model.offers();
        if (!next.equals(offers)) {
            offers = next;
            List<Node> rows = new ArrayList<>();
            if (offers.isEmpty()) {
                rows.add(Texts.wrapped("No region has reported yet.", "empty-note"));
            }
            Optional<Node> shared = sharedOff(offers);
            shared.ifPresent(rows::add);
            offers.forEach(offer -> rows.add(row(offer, shared.isEmpty())));
            regions.getChildren().setAll(rows);
        }
        List<Brief> all = new ArrayList<>(model.open());
        all.addAll(model.over());
        if (!all.equals(briefs)) {
            briefs = all;
            changes.getChildren().setAll(all.stream().map(this::row).toList());
            changePanel.remark(
                    model.open().isEmpty()
                            ? "none open"
                            : Numbers.counted(model.open().size(), "open", "open"));
            nothing();
        }
    }

    /** Moves the keyboard to the first region's first offer. */
    public void focusFirst() {
        Node first = lookup(".offer-button");
        if (first != null) {
            first.requestFocus();
        }
    }

    private void nothing() {
        if (briefs.isEmpty()) {
            changes.getChildren()
                    .setAll(
                            Texts.wrapped(
                                    "No plan has been made. What people change here is listed with"
                                            + " who, when and why.",
                                    "empty-note"));
        }
    }

    /** What is off for everything is said once, and not under each button. */
    private static Optional<Node> sharedOff(List<RegionOffer> offers) {
        TreeSet<String> reasons = new TreeSet<>();
        offers.forEach(
                offer -> {
                    offer.choices().forEach(choice -> reasons.add(choice.off()));
                    reasons.add(offer.pinOff());
                });
        if (reasons.size() != 1 || reasons.first().isEmpty()) {
            return Optional.empty();
        }
        Label label =
                Texts.wrapped(
                        "Nothing can be planned or pinned: " + reasons.first() + ".", "off-first");
        label.setId("offers-off");
        HBox box = new HBox(label);
        box.getStyleClass().add("offer");
        return Optional.of(box);
    }

    /** {@code saysWhy}: what is off says why under the buttons, and not for all regions at once. */
    private Region row(RegionOffer offer, boolean saysWhy) {
        SignNode sign = new SignNode(24);
        sign.show(offer.sign());
        Label title = Texts.whole(offer.title(), "trouble-title");
        Label name = Texts.line(offer.target().name(), "quiet");
        HBox head = new HBox(8, title, name);
        head.setAlignment(Pos.BASELINE_LEFT);
        Label words = Texts.wrapped(capital(offer.words()), offer.lost() ? "stop" : "detail");
        HBox buttons = new HBox(8);
        Map<String, List<String>> reasons = new LinkedHashMap<>();
        for (Choice choice : offer.choices()) {
            buttons.getChildren().add(button(offer, choice));
            if (!choice.off().isEmpty()) {
                reasons.computeIfAbsent(choice.off(), _ -> new ArrayList<>())
                        .add(name(choice.kind()));
            }
        }
        buttons.getChildren().add(pinButton(offer));
        if (!offer.pinOff().isEmpty()) {
            reasons.computeIfAbsent(offer.pinOff(), _ -> new ArrayList<>()).add(pinName(offer));
        }
        VBox text = new VBox(4, head, words, buttons);
        if (!offer.pinned().isEmpty()) {
            text.getChildren().add(Texts.wrapped(offer.pinned(), "detail"));
        }
        if (saysWhy) {
            reasons.forEach(
                    (reason, names) ->
                            text.getChildren()
                                    .add(
                                            Texts.wrapped(
                                                    String.join(", ", names)
                                                            + (names.size() == 1
                                                                    ? " is off: "
                                                                    : " are off: ")
                                                            + lower(reason)
                                                            + ".",
                                                    "detail")));
        }
        HBox.setHgrow(text, Priority.ALWAYS);
        HBox row = new HBox(11, sign, text);
        row.getStyleClass().add("offer");
        row.pseudoClassStateChanged(LOST, offer.lost());
        return row;
    }

    private static String pinName(RegionOffer offer) {
        return offer.pinned().isEmpty() ? "Pin" : "Unpin";
    }

    private Node pinButton(RegionOffer offer) {
        boolean on = offer.pinned().isEmpty();
        Button button = new Button(pinName(offer) + "\u2026");
        button.setId("offer-pin-" + offer.target().name());
        button.getStyleClass().add("act");
        button.setTooltip(
                new Tooltip(
                        on
                                ? "Keep automation away from " + offer.title()
                                : "Let automation move " + offer.title() + " again"));
        button.setOnAction(_ -> pin.accept(new PinWish(offer.target(), offer.title(), on)));
        return around(button, offer.pinOff());
    }

    private static String name(PlanKind kind) {
        return switch (kind) {
            case EVACUATE_REGION -> "Evacuate";
            case DRAIN_REGION -> "Drain";
            case RETURN_REGION, RETURN_TRUNK, RETURN_PROVIDER -> "Return";
            case FAILOVER_TRUNK, FAILOVER_PROVIDER -> "Fail over";
        };
    }

    private Node button(RegionOffer offer, Choice choice) {
        String words =
                switch (choice.kind()) {
                    case EVACUATE_REGION ->
                            offer.lost() ? "Plan evacuation (E)" : name(choice.kind()) + "\u2026";
                    case DRAIN_REGION,
                            RETURN_REGION,
                            RETURN_TRUNK,
                            RETURN_PROVIDER,
                            FAILOVER_TRUNK,
                            FAILOVER_PROVIDER ->
                            name(choice.kind()) + "\u2026";
                };
        Button button = new Button(words);
        button.setId("offer-" + choice.kind().text() + "-" + offer.target().name());
        button.getStyleClass().addAll("act", "offer-button");
        if (offer.lost() && choice.kind() == PlanKind.EVACUATE_REGION) {
            button.getStyleClass().add("danger");
        }
        button.setOnAction(
                _ ->
                        wish.accept(
                                new PlanWish(
                                        choice.kind(),
                                        offer.target(),
                                        offer.target().name(),
                                        offer.title())));
        return around(button, choice.off());
    }

    /** A disabled button hears no mouse: its tooltip sits on the box around it. */
    private static Node around(Button button, String off) {
        HBox around = new HBox(button);
        if (!off.isEmpty()) {
            button.setDisable(true);
            Tooltip.install(around, new Tooltip("Off: " + off));
            button.setAccessibleHelp("Off: " + off);
        }
        return around;
    }

    private Region row(Brief brief) {
        SignNode sign = new SignNode(16);
        sign.show(brief.sign());
        Label title = Texts.line(brief.title(), "trouble-title");
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        Label phase = Texts.whole(brief.phase(), "quiet");
        HBox head = new HBox(8, title, phase);
        VBox text = new VBox(1, head, Texts.line(brief.words(), "detail"));
        HBox.setHgrow(text, Priority.ALWAYS);
        HBox row = new HBox(11, sign, text);
        row.getStyleClass().add("trouble");
        row.setFocusTraversable(true);
        row.setAccessibleText(brief.title() + ", " + brief.phase() + ". " + brief.words());
        row.setOnMouseClicked(_ -> choose.accept(brief.id()));
        row.setOnKeyPressed(
                event -> {
                    if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
                        choose.accept(brief.id());
                    }
                });
        return row;
    }

    private static String capital(String words) {
        return words.isEmpty()
                ? words
                : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static String lower(String words) {
        return Character.toLowerCase(words.charAt(0)) + words.substring(1);
    }
}
