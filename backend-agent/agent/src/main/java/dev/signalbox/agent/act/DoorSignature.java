package dev.signalbox.agent.act;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs what a front door is told: HMAC-SHA-256 (RFC 2104) over the time, a line feed and the body.
 */
final class DoorSignature {

    /** Carries {@code sha256=} and the MAC in hexadecimal. */
    static final String HEADER = "X-Signalbox-Signature";

    /** Carries the time (RFC 3339) that is part of the MAC, so that old orders cannot be used. */
    static final String TIME_HEADER = "X-Signalbox-Time";

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    /**
     * @param key not empty
     */
    DoorSignature(String key) {
        this.key = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** The value of {@link #HEADER}. */
    String of(String time, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(time.getBytes(StandardCharsets.US_ASCII));
            mac.update((byte) '\n');
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
