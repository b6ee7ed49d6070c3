package dev.signalbox.agent.parse;

import dev.signalbox.model.media.MirroredRtcp;
import dev.signalbox.model.sip.MirroredSip;
import java.util.Locale;

/** What became of one mirrored packet. */
public sealed interface ParseResult {

    /** A SIP message. */
    record Parsed(MirroredSip sip) implements ParseResult {}

    /** An RTCP report of a call. */
    record Rtcp(MirroredRtcp rtcp) implements ParseResult {}

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
        /** vq-rtcpxr text, protocol type 0x35. */
        VQ_RTCPXR,
        /** Log lines, protocol type 0x64. */
        LOG,
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
        BAD_RTCP;

        /** The text form in counters, for example {@code wrong_key}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
