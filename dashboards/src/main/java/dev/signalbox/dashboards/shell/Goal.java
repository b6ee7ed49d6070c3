package dev.signalbox.dashboards.shell;

import dev.signalbox.dashboards.part.change.PinWish;
import dev.signalbox.dashboards.part.change.PlanWish;

/** Where an entry of the palette leads. None of them moves a call. */
sealed interface Goal {

    /** To a screen. */
    record Show(Place place) implements Goal {}

    /** To a region on the overview. */
    record Choose(String region) implements Goal {}

    /** To a plan or change. */
    record Open(String changeId) implements Goal {}

    /** To the form before a plan. */
    record Wish(PlanWish wish) implements Goal {}

    /** To the form before a pin, or before its release. */
    record Pin(PinWish wish) implements Goal {}

    /** What a key does. */
    record Press(Key key) implements Goal {}
}
