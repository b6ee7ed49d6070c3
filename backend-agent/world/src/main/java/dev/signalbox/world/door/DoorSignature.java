package dev.signalbox.world.door;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Who may give orders: {@code X-Signalbox-Signature: sha256=HEX}, the HMAC-SHA-256 of {@code
 * X-Signalbox-Time}, a line feed and the body.
 */
final class DoorSignature {

    static final String SIGNATURE = "X-Signalbox-Signature";
    static final String TIME = "X-Signalbox-Time";

    private static final Duration OFF_MAX = Duration.ofMinutes(5);

    private final String key;

    DoorSignature(String key) {
        this.key = key;
    }

    /** The value of the header for a request made at {@code time}, RFC 3339. */
    String of(String time, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] text = (time + "\n" + body).getBytes(StandardCharsets.UTF_8);
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    /**
     * Looks at a request's headers.
     *
     * @return what is wrong with them, null when nothing is
     */
    @Nullable String refusal(
            @Nullable String time, @Nullable String signature, String body, Instant now) {
        if (time == null || signature == null) {
            return "send " + TIME + " and " + SIGNATURE;
        }
        Instant sent;
        try {
            sent = Instant.parse(time);
        } catch (DateTimeParseException _) {
            return TIME + " is no RFC 3339 time, send for example 2026-11-20T10:00:00Z";
        }
        // First who it is: a stranger is not told what this clock says.
        boolean same =
                MessageDigest.isEqual(
                        of(time, body).getBytes(StandardCharsets.UTF_8),
                        signature.getBytes(StandardCharsets.UTF_8));
        if (!same) {
            return SIGNATURE + " does not fit body and key";
        }
        if (Duration.between(sent, now).abs().compareTo(OFF_MAX) > 0) {
            return TIME + " is more than 5 min off, it is " + now + " here";
        }
        return null;
    }
}
