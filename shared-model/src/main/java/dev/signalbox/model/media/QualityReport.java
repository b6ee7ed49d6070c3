package dev.signalbox.model.media;

import dev.signalbox.model.net.IpEndpoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an end of a call says of the call's media, in figures that it has computed itself: its word,
 * and no measurement of ours. A figure that it does not give, or gives outside of its range, is
 * null.
 *
 * @param callId SIP Call-ID of the call that the figures are about, empty when it is not known
 * @param source in which form it came
 * @param alert sent because a limit of the sender's was passed; else at the end of the call or of
 *     an interval
 * @param from who sent it
 * @param to who got it
 * @param sentAt time in the HEP header or of the capture
 * @param sides what either end receives; at most one of each
 */
public record QualityReport(
        String callId,
        Source source,
        boolean alert,
        IpEndpoint from,
        IpEndpoint to,
        Instant sentAt,
        List<Side> sides) {

    public QualityReport {
        sides = List.copyOf(sides);
    }

    /** Forms of reports. */
    public enum Source {
        /** RFC 6035, in HEP or as the body of a SIP PUBLISH or NOTIFY. */
        VQ_RTCPXR("vq-rtcpxr"),
        /** VoIP metrics block of RTCP XR (RFC 3611 section 4.7). */
        RTCP_XR("RTCP XR"),
        /** Header of a BYE or of its response. */
        X_RTP_STAT("X-RTP-Stat");

        private final String title;

        Source(String title) {
            this.title = title;
        }

        /** As its specification or its senders write it. */
        public String title() {
            return title;
        }
    }

    /** Whose ears the figures are about. */
    public enum End {
        /** The end that reports. */
        LOCAL,
        /** The other end, as that one told it. */
        REMOTE
    }

    /**
     * What one end receives.
     *
     * @param codec as the sender names it, for example {@code PCMU}
     */
    public record Side(End end, @Nullable String codec, Loss loss, Delay delay, Mos mos) {

        /** Names of the figures that are there, as in JSON. */
        public List<String> figures() {
            return Stream.of(loss.figures(), delay.figures(), mos.figures())
                    .flatMap(List::stream)
                    .toList();
        }
    }

    /**
     * Lost packets.
     *
     * @param ratio lost in the network / expected, 0 to 1
     * @param discardedRatio arrived too late or too early for the jitter buffer / expected, 0 to 1
     * @param lost packets that were lost
     * @param packets received ({@link End#LOCAL}) or sent ({@link End#REMOTE})
     */
    public record Loss(
            @Nullable Double ratio,
            @Nullable Double discardedRatio,
            @Nullable Long lost,
            @Nullable Long packets) {

        List<String> figures() {
            return named(
                    List.of("lossRatio", "discardedRatio", "lost", "packets"),
                    ratio,
                    discardedRatio,
                    lost,
                    packets);
        }
    }

    /**
     * Times.
     *
     * @param jitterMillis mean interarrival jitter of the call
     * @param roundTripMillis between the two ends
     * @param endSystemMillis from the packet to the ear: jitter buffer and codec
     */
    public record Delay(
            @Nullable Double jitterMillis,
            @Nullable Double roundTripMillis,
            @Nullable Double endSystemMillis) {

        List<String> figures() {
            return named(
                    List.of("jitterMillis", "roundTripMillis", "endSystemMillis"),
                    jitterMillis,
                    roundTripMillis,
                    endSystemMillis);
        }
    }

    /**
     * Opinion scores by the sender's own formula, which need not be that of G.107.
     *
     * @param listening MOS-LQ, 1 to 5
     * @param conversational MOS-CQ, 1 to 5
     */
    public record Mos(@Nullable Double listening, @Nullable Double conversational) {

        List<String> figures() {
            return named(List.of("mosLq", "mosCq"), listening, conversational);
        }
    }

    private static List<String> named(List<String> names, @Nullable Object... values) {
        List<String> there = new ArrayList<>(names.size());
        for (int i = 0; i < values.length; i++) {
            if (values[i] != null) {
                there.add(names.get(i));
            }
        }
        return there;
    }
}
