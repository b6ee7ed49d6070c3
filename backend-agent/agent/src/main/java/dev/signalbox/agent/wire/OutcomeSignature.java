package dev.signalbox.agent.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Who may report outcomes: HMAC-SHA256 (RFC 2104) over timestamp, a dot, and the body. A signature
 * is good for five minutes around its timestamp and for one use.
 */
final class OutcomeSignature {

    /** How far the sender's clock may be off. */
    static final Duration TIMESTAMP_OFF_MAX = Duration.ofMinutes(5);

    /** Live signatures that are remembered: 160 requests a second of up to 100 outcomes each. */
    static final int REMEMBERED_MAX = 100_000;

    private static final String SCHEME = "sha256=";

    /** What a signature is worth. */
    enum Verdict {
        GOOD,
        MISSING,
        WRONG,
        TOO_OLD,
        USED,
        /** No more signatures can be remembered, so none can be accepted. */
        FULL
    }

    private record Used(String signature, Instant until) {}

    private final byte[] key;
    private final Set<String> used = new HashSet<>();
    private final ArrayDeque<Used> byAge = new ArrayDeque<>();

    /**
     * @param key not empty
     */
    OutcomeSignature(byte[] key) {
        this.key = key.clone();
    }

    /** Judges, and remembers the signature when it is good. Any thread. */
    Verdict judge(
            @Nullable String timestamp, @Nullable String signature, byte[] body, Instant now) {
        if (timestamp == null || signature == null) {
            return Verdict.MISSING;
        }
        if (!timestamp.matches("[0-9]{1,12}") || !signature.matches("sha256=[0-9a-fA-F]{64}")) {
            return Verdict.WRONG;
        }
        byte[] given = HexFormat.of().parseHex(signature, SCHEME.length(), signature.length());
        byte[] right = hmac(timestamp, body);
        // Takes the same time wherever they differ.
        if (!MessageDigest.isEqual(given, right)) {
            return Verdict.WRONG;
        }
        Instant signed = Instant.ofEpochSecond(Long.parseLong(timestamp));
        if (Duration.between(signed, now).abs().compareTo(TIMESTAMP_OFF_MAX) > 0) {
            return Verdict.TOO_OLD;
        }
        return remember(HexFormat.of().formatHex(right), now);
    }

    private synchronized Verdict remember(String signature, Instant now) {
        while (!byAge.isEmpty() && byAge.getFirst().until().isBefore(now)) {
            used.remove(byAge.removeFirst().signature());
        }
        if (used.contains(signature)) {
            return Verdict.USED;
        }
        if (used.size() >= REMEMBERED_MAX) {
            return Verdict.FULL;
        }
        used.add(signature);
        // A timestamp from five minutes ahead is good for ten.
        byAge.addLast(new Used(signature, now.plus(TIMESTAMP_OFF_MAX.multipliedBy(2))));
        return Verdict.GOOD;
    }

    /** The body could not be taken in: the same request may come again. */
    synchronized void forget(String signature) {
        used.remove(signature.substring(SCHEME.length()).toLowerCase(Locale.ROOT));
    }

    private byte[] hmac(String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(timestamp.getBytes(StandardCharsets.US_ASCII));
            mac.update((byte) '.');
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
