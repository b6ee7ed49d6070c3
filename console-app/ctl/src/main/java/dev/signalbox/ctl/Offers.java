package dev.signalbox.ctl;

import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.fleet.Offer;
import dev.signalbox.model.fleet.Situation;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the operator can do next about a region, as the commands to type. */
final class Offers {

    private Offers() {}

    /** One line for each, empty when nothing waits for anybody. */
    static List<String> lines(FleetView view) {
        List<String> lines = new ArrayList<>();
        for (Offer offer : Situation.offers(view)) {
            lines.addAll(Words.wrap(words(offer) + ": " + command(offer), StatusText.WIDTH));
        }
        return lines;
    }

    /** Puts them into {@code json}. */
    static void put(FleetView view, ObjectNode json) {
        ArrayNode offers = json.putArray("offers");
        for (Offer offer : Situation.offers(view)) {
            offers.addObject()
                    .put("step", Json.name(offer.step()))
                    .put("target", offer.region().id())
                    .put("planId", offer.planId().isEmpty() ? null : offer.planId())
                    .put("command", command(offer));
        }
    }

    private static String words(Offer offer) {
        return switch (offer.step()) {
            case EVACUATE -> "To plan the evacuation of " + offer.title();
            case UNDO ->
                    "To undo what sends new calls of "
                            + offer.title()
                            + "'s numbers to a dead edge";
            case RETURN -> "To plan the return of " + offer.title();
            case LOOK -> "A plan about " + offer.title() + " waits, look at it";
            case RESUME -> "A change of " + offer.title() + " is held, look at it";
        };
    }

    private static String command(Offer offer) {
        return switch (offer.step()) {
            case EVACUATE -> plan("evacuate", offer);
            case UNDO -> "./signalbox ctl undo " + offer.planId() + " --reason \"...\"";
            case RETURN -> plan("return", offer);
            case LOOK, RESUME -> "./signalbox ctl changes " + offer.planId();
        };
    }

    private static String plan(String verb, Offer offer) {
        return "./signalbox ctl plan " + verb + " " + offer.region().id() + " --reason \"...\"";
    }
}
