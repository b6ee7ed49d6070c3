package dev.signalbox.agent.decide.fleet.plan;

import dev.signalbox.agent.decide.fleet.FleetPicture;
import dev.signalbox.model.change.Plan;
import dev.signalbox.model.quorum.FleetState;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names the state that a plan is made from. */
public final class Bases {

    private Bases() {}

    /**
     * The state now: the table's epoch, the policy, and the SHA-256 (64 hexadecimal digits) of
     * pins, brake, verdicts about regions, and the writer and epoch of every door.
     */
    public static Plan.Basis of(FleetPicture picture) {
        FleetState state = picture.state();
        StringBuilder text = new StringBuilder();
        state.pins().forEach((target, pin) -> line(text, "pin", target.id(), pin.id()));
        FleetState.Brake brake = state.brake();
        line(text, "brake", brake == null ? "" : brake.id(), "");
        state.verdicts()
                .forEach(
                        (region, judged) -> line(text, "verdict", region, judged.verdict().text()));
        state.doors()
                .forEach((door, is) -> line(text, "door", door, is.writer() + " " + is.epoch()));
        return new Plan.Basis(
                state.table().epoch(), picture.policy().hash(), sha256(text.toString()));
    }

    private static void line(StringBuilder text, String what, String name, String value) {
        text.append(what).append(' ').append(name).append(' ').append(value).append('\n');
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
