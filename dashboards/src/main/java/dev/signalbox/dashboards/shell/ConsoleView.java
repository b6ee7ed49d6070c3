package dev.signalbox.dashboards.shell;

import dev.signalbox.dashboards.command.Commands;
import dev.signalbox.dashboards.look.Palette;
import dev.signalbox.dashboards.look.Themed;
import dev.signalbox.dashboards.part.change.Act;
import dev.signalbox.dashboards.part.change.ChangesModel;
import dev.signalbox.dashboards.part.change.PinForm;
import dev.signalbox.dashboards.part.change.PinWish;
import dev.signalbox.dashboards.part.change.PlanWish;
import dev.signalbox.dashboards.part.course.SenseCourse;
import dev.signalbox.dashboards.part.trunk.TrunkCourse;
import dev.signalbox.dashboards.screen.Picture;
import dev.signalbox.dashboards.screen.Screen;
import dev.signalbox.dashboards.screen.ai.AiScreen;
import dev.signalbox.dashboards.screen.change.ChangesScreen;
import dev.signalbox.dashboards.screen.health.HealthScreen;
import dev.signalbox.dashboards.screen.journal.JournalScreen;
import dev.signalbox.dashboards.screen.overview.OverviewScreen;
import dev.signalbox.dashboards.screen.paths.PathsScreen;
import dev.signalbox.dashboards.screen.replay.ReplayScreen;
import dev.signalbox.dashboards.screen.routelog.RouteLogScreen;
import dev.signalbox.dashboards.screen.trunks.TrunksScreen;
import dev.signalbox.dashboards.words.Sign;
import dev.signalbox.dashboards.words.Times;
import dev.signalbox.model.change.PlanKind;
import dev.signalbox.model.fleet.FleetView;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * The whole console inside its window. It is shown pictures on the FX thread; screens are made when
 * they are first wanted.
 */
public final class ConsoleView extends BorderPane {

    /** Below this width the rail shows icons only. */
    private static final double WIDE_FROM = 1440;

    /** A console that was told nothing for so long says so by itself. */
    private static final Duration SILENCE_MAX = Duration.ofSeconds(3);

    private final InstantSource clock;
    private final Commands commands;
    private final Overlay overlay = new Overlay();
    private final CommandPalette palette = new CommandPalette(this::reach);
    private final BrakeForm brake;
    private final PinForm pin;
    private final Rail rail = new Rail(this::go);
    private final HeaderBar header =
            new HeaderBar(this::otherLight, () -> press(Key.BRAKE), () -> press(Key.PALETTE));
    private final HeadlineBar headline = new HeadlineBar();
    private final StatusBar status = new StatusBar();
    private final TrunkCourse course = new TrunkCourse();
    private final SenseCourse senses = new SenseCourse();
    private final StackPane stage = new StackPane();
    private final Map<Place, Screen> screens = new EnumMap<>(Place.class);
    private Supplier<Screen> replay =
            () -> ReplayScreen.off("There is no agent to read from here.");
    private Place place = Place.OVERVIEW;
    private boolean light;
    private boolean recorded;
    private String region = "";
    private @Nullable Picture picture;
    private Instant shownAt;

    /** A console in which nobody can be asked for anything. */
    public ConsoleView(InstantSource clock) {
        this(clock, Commands.NONE);
    }

    /**
     * A console.
     *
     * @param clock for the time at the top and for noticing silence
     * @param commands whom people ask
     */
    public ConsoleView(InstantSource clock, Commands commands) {
        this.clock = clock;
        this.commands = commands;
        this.brake = new BrakeForm(commands, overlay::close);
        this.pin = new PinForm(commands, overlay::close);
        this.shownAt = clock.instant();
        getStyleClass().add("console");
        getStylesheets()
                .add(
                        Objects.requireNonNull(
                                        ConsoleView.class.getResource(
                                                "/dev/signalbox/dashboards/look/signalbox.css"))
                                .toExternalForm());
        stage.setMinSize(0, 0);
        VBox.setVgrow(stage, javafx.scene.layout.Priority.ALWAYS);
        VBox body = new VBox(headline, stage);
        body.getStyleClass().add("body");
        BorderPane right = new BorderPane(body);
        right.setTop(header);
        setLeft(rail);
        setCenter(new StackPane(right, overlay));
        setBottom(status);
        widthProperty().addListener((_, _, width) -> rail.narrow(width.doubleValue() < WIDE_FROM));
        addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
        Timeline tick = new Timeline(new KeyFrame(javafx.util.Duration.millis(500), _ -> tick()));
        tick.setCycleCount(Timeline.INDEFINITE);
        sceneProperty()
                .addListener(
                        (_, _, scene) -> {
                            if (scene == null) {
                                tick.stop();
                            } else {
                                tick.play();
                            }
                        });
        header.clock(clock.instant());
        go(Place.OVERVIEW);
    }

    /** Shows {@code view}; called on the FX thread. */
    public void show(FleetView view) {
        shownAt = clock.instant();
        course.add(view);
        senses.add(view);
        picture = Picture.of(view, region, picture);
        refresh();
    }

    /** What the place for replays shows; to be said before anybody goes there. */
    public void replay(Supplier<Screen> screen) {
        replay = screen;
    }

    /** From now on nothing that is shown is live. */
    void recorded() {
        recorded = true;
        refresh();
    }

    /** Goes to a screen. */
    public void go(Place place) {
        overlay.close();
        this.place = place;
        Screen screen = screens.computeIfAbsent(place, this::make);
        stage.getChildren().setAll(screen.node());
        refresh();
    }

    private void otherLight() {
        light(!light);
    }

    /** For bright rooms, or back to dark. */
    public void light(boolean wanted) {
        light = wanted;
        pseudoClassStateChanged(Palette.LIGHT_ROOT, wanted);
        header.light(wanted);
        Themed.tell(this);
    }

    /** Chooses a region; an empty name lets the console show the worst one. */
    public void choose(String name) {
        region = name;
        if (picture != null) {
            picture = Picture.of(picture.view(), region, picture);
        }
        refresh();
    }

    private Screen make(Place wanted) {
        return switch (wanted) {
            case OVERVIEW -> new OverviewScreen(this::choose, senses);
            case HEALTH -> new HealthScreen();
            case TRUNKS -> new TrunksScreen(course);
            case PATHS -> new PathsScreen(senses);
            case AI -> new AiScreen();
            case JOURNAL -> new JournalScreen();
            case CHANGES -> new ChangesScreen(commands, this::choose, this::pin);
            case ROUTES -> new RouteLogScreen();
            case REPLAY -> replay.get();
        };
    }

    private void refresh() {
        Picture shown = picture;
        if (shown == null) {
            rail.show(place, Map.of());
            return;
        }
        Frame frame = Frame.of(shown.view(), shown.region(), recorded, commands.off());
        boolean stale =
                !shown.view().regions().isEmpty()
                        && shown.view().regions().stream().allMatch(entry -> entry.stale());
        rail.show(place, frame.badges());
        header.show(frame);
        headline.show(shown.view().headline(), stale);
        status.show(frame);
        Screen screen = screens.get(place);
        if (screen != null) {
            screen.show(shown);
        }
        noticeSilence(clock.instant());
    }

    private void tick() {
        Instant now = clock.instant();
        header.clock(now);
        noticeSilence(now);
    }

    private void noticeSilence(Instant now) {
        if (now.isAfter(shownAt.plus(SILENCE_MAX))) {
            header.age(
                    "this console was told nothing for "
                            + Times.age(Duration.between(shownAt, now).toMillis()),
                    Sign.MAJOR);
        }
    }

    /** A key that nothing else has taken. */
    void keyPressed(KeyEvent event) {
        boolean typing = event.getTarget() instanceof TextInputControl;
        for (Key key : Key.values()) {
            boolean always = key == Key.PALETTE || key == Key.BACK;
            if (key.is(event) && (always || (!typing && !overlay.isOpen()))) {
                press(key);
                event.consume();
                return;
            }
        }
    }

    /** What a key does; the palette and the header do it as well. */
    private void press(Key key) {
        switch (key) {
            case OVERVIEW -> go(Place.OVERVIEW);
            case HEALTH -> go(Place.HEALTH);
            case TRUNKS -> go(Place.TRUNKS);
            case PATHS -> go(Place.PATHS);
            case AI -> go(Place.AI);
            case JOURNAL -> go(Place.JOURNAL);
            case CHANGES -> go(Place.CHANGES);
            case ROUTES -> go(Place.ROUTES);
            case REPLAY -> go(Place.REPLAY);
            case EVACUATE -> evacuate();
            case START -> change(Act.START);
            case APPROVE -> change(Act.APPROVE);
            case HOLD -> change(Act.HOLD);
            case RESUME -> change(Act.RESUME);
            case UNDO -> change(Act.UNDO);
            case BRAKE -> {
                if (picture != null) {
                    overlay.open(brake);
                    brake.open(picture.view());
                }
            }
            case PALETTE -> {
                if (picture != null) {
                    overlay.open(palette);
                    palette.open(PaletteEntry.of(picture.view(), commands.off()));
                }
            }
            case FILTER -> {
                Screen screen = screens.get(place);
                if (screen != null) {
                    screen.find();
                }
            }
            case LIGHT -> otherLight();
            case HELP -> overlay.open(new HelpSheet());
            case BACK -> back();
        }
    }

    private void back() {
        if (overlay.isOpen()) {
            overlay.close();
            return;
        }
        if (place == Place.CHANGES && changes().closeForm()) {
            return;
        }
        choose("");
        go(Place.OVERVIEW);
    }

    private void reach(Goal goal) {
        overlay.close();
        switch (goal) {
            case Goal.Show show -> go(show.place());
            case Goal.Choose chosen -> {
                choose(chosen.region());
                go(Place.OVERVIEW);
            }
            case Goal.Open open -> changes().choose(open.changeId());
            case Goal.Wish wish -> changes().wish(wish.wish());
            case Goal.Pin pin -> pin(pin.wish());
            case Goal.Press press -> press(press.key());
        }
    }

    private void pin(PinWish wish) {
        Picture seen = picture;
        if (seen != null) {
            overlay.open(pin);
            pin.open(wish, seen.view());
        }
    }

    private ChangesScreen changes() {
        go(Place.CHANGES);
        return (ChangesScreen) Objects.requireNonNull(screens.get(Place.CHANGES));
    }

    private void change(Act act) {
        if (place == Place.CHANGES) {
            changes().key(act);
        }
    }

    /** A lost region first; nothing is planned by the key alone. */
    private void evacuate() {
        Picture seen = picture;
        if (seen == null) {
            return;
        }
        ChangesModel model =
                ChangesModel.of(seen.view(), ChangesModel.NO_CHANGE, null, commands.off());
        ChangesScreen screen = changes();
        model.offers().stream()
                .filter(each -> each.lost() || each.target().name().equals(seen.region()))
                .filter(each -> each.choice(PlanKind.EVACUATE_REGION).off().isEmpty())
                .findFirst()
                .ifPresentOrElse(
                        each -> screen.wish(wish(each)),
                        () -> screen.choose(ChangesModel.NO_CHANGE));
    }

    private static PlanWish wish(ChangesModel.RegionOffer offer) {
        return new PlanWish(
                PlanKind.EVACUATE_REGION, offer.target(), offer.target().name(), offer.title());
    }
}
