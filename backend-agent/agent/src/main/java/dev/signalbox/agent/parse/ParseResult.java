package dev.signalbox.agent.parse;

import dev.signalbox.model.media.MirroredRtcp;
import dev.signalbox.model.media.QualityReport;
import dev.signalbox.model.sip.MirroredSip;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What became of one mirrored packet. */
public sealed interface ParseResult {

    /**
     * A SIP message.
     *
     * @param quality what it says of the media of a call: {@link Quality}, or {@link Rejected} when
     *     that part is broken; null when it is silent, as nearly all are
     */
    record Parsed(MirroredSip sip, @Nullable ParseResult quality) implements ParseResult {}

    /** An RTCP report of a call. */
    record Rtcp(MirroredRtcp rtcp) implements ParseResult {}

    /** What an end says of a call's media. */
    record Quality(QualityReport report) implements ParseResult {}

    /**
     * Lines of a log; they are counted and not kept, since nobody knows what stands in them.
     *
     * @param callId the HEP correlation id, empty when the sender gave none
     * @param bytes how long they are, as sent
     */
    record Log(String callId, int bytes) implements ParseResult {}

    /** Sound, from a known sender, and not SIP. */
    record Ignored(Kind kind) implements ParseResult {}

    /**
     * Not to be used.
     *
     * @param reason for counting
     * @param detail for people: the value that was wrong
     */
    record Rejected(Reason reason, String detail) implements ParseResult {}

    /** What else is mirrored besides SIP (HEP protocol type, chunk 0x0b). */
    enum Kind {
        /** Line ends or zero bytes that keep a NAT binding open (RFC 5626 section 4.4.1). */
        KEEP_ALIVE,
        /** RTP, protocol type 4. */
        RTP,
        /** RTCP as JSON, protocol type 5, that names no call (chunk 0x11). */
        RTCP_JSON,
        /** MOS reports, protocol type 0x22. */
        MOS,
        /** Protocol type 0x23 or 0x35 and no vq-rtcpxr text: the specification's 0x35 is DNS. */
        VQ_RTCPXR,
        /** Any other protocol type. */
        OTHER;

        /** The text form in counters, for example {@code rtcp_json}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Why a packet was rejected. */
    enum Reason {
        /** The sender's address is not allow-listed. */
        STRANGER,
        /** A key is configured and the packet carries none. */
        MISSING_KEY,
        /** The packet carries another key. */
        WRONG_KEY,
        /** Not HEP at all. */
        BAD_MAGIC,
        /** Fewer bytes than the header says. */
        TRUNCATED,
        /** More bytes than the header says, or a length that cannot be. */
        LENGTH_MISMATCH,
        /** A chunk that runs over the end, has an impossible length, or comes twice. */
        BAD_CHUNK,
        /** Addresses, ports, time or protocol type are missing. */
        MISSING_CHUNK,
        /** Nothing was mirrored. */
        NO_PAYLOAD,
        /** A compressed payload that cannot be read. */
        BAD_COMPRESSION,
        /** A compressed payload that grows beyond all reason. */
        OVERSIZED,
        /** Said to be SIP and is not: no start line of SIP/2.0. */
        NOT_SIP,
        /** SIP with headers that cannot be read, contradict each other or are missing. */
        BAD_SIP,
        /** The last SIP header is cut off. */
        TRUNCATED_SIP,
        /** Said to be RTCP as JSON and is not, or with numbers that cannot be. */
        BAD_RTCP,
        /** Begins like vq-rtcpxr (RFC 6035) and names no call, or has no figure. */
        BAD_VQ_RTCPXR,
        /** An X-RTP-Stat header without a figure. */
        BAD_RTP_STAT;

        /** The text form in counters, for example {@code wrong_key}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
