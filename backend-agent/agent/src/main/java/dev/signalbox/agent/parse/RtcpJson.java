package dev.signalbox.agent.parse;

import dev.signalbox.agent.parse.ParseResult.Reason;
import dev.signalbox.agent.parse.ParseResult.Rejected;
import dev.signalbox.model.media.MirroredRtcp;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads RTCP (RFC 3550 section 6.4) as JSON in the spelling of real HEP senders: numbers may be
 * strings, a signed 24-bit loss may come unsigned, {@code lsr} may be negative, fields may come in
 * any order, and most of them are not needed.
 */
final class RtcpJson {

    /** RFC 3550: five bits count the report blocks. */
    static final int BLOCKS_MAX = 31;

    /** No real report comes near. */
    static final int BYTES_MAX = 16_384;

    private static final BigDecimal UNSIGNED_MAX = BigDecimal.valueOf(0xffffffffL);
    private static final int LOST_SIGN = 1 << 23;
    private static final int LOST_RANGE = 1 << 24;

    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(8)
                                    .maxNumberLength(32)
                                    .maxNameLength(64)
                                    .maxStringLength(1_024)
                                    .build())
                    .build();

    private final JsonParser json;
    private @Nullable Long packetsSent;
    private final List<MirroredRtcp.Block> blocks = new ArrayList<>(1);

    private RtcpJson(JsonParser json) {
        this.json = json;
    }

    /** Reads {@code length} bytes from {@code from}. Never throws. */
    static ParseResult parse(byte[] bytes, int from, int length, Envelope envelope) {
        if (length > BYTES_MAX) {
            return new Rejected(Reason.BAD_RTCP, length + " bytes");
        }
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), bytes, from, length)) {
            RtcpJson reader = new RtcpJson(json);
            reader.report();
            if (reader.packetsSent == null && reader.blocks.isEmpty()) {
                return new Rejected(Reason.BAD_RTCP, "neither sender information nor a report");
            }
            return new ParseResult.Rtcp(
                    new MirroredRtcp(
                            envelope.callId(),
                            envelope.source(),
                            envelope.destination(),
                            envelope.sentAt(),
                            reader.packetsSent,
                            reader.blocks));
        } catch (BadReportException e) {
            return new Rejected(Reason.BAD_RTCP, String.valueOf(e.getMessage()));
        } catch (JacksonException e) {
            return new Rejected(Reason.BAD_RTCP, "not JSON: " + e.getOriginalMessage());
        }
    }

    private void report() throws BadReportException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new BadReportException("no JSON object");
        }
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (name.equals("sender_information") && value == JsonToken.START_OBJECT) {
                sender();
            } else if (name.equals("report_blocks") && value == JsonToken.START_ARRAY) {
                blocks();
            } else {
                json.skipChildren();
            }
        }
    }

    private void sender() throws BadReportException {
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            json.nextToken();
            if (name.equals("packets")) {
                packetsSent = number(name);
            } else {
                json.skipChildren();
            }
        }
    }

    private void blocks() throws BadReportException {
        while (json.nextToken() == JsonToken.START_OBJECT) {
            if (blocks.size() == BLOCKS_MAX) {
                throw new BadReportException("more than " + BLOCKS_MAX + " report blocks");
            }
            blocks.add(block());
        }
    }

    private MirroredRtcp.Block block() throws BadReportException {
        long ssrc = 0;
        long fraction = 0;
        long lost = 0;
        long jitter = 0;
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "source_ssrc" -> ssrc = number(name);
                case "fraction_lost" -> fraction = number(name);
                case "packets_lost" -> lost = signed(name);
                case "ia_jitter" -> jitter = number(name);
                default -> json.skipChildren();
            }
        }
        if (fraction > 255) {
            throw new BadReportException("fraction_lost " + fraction);
        }
        return new MirroredRtcp.Block(ssrc, fraction / 256.0, (int) lost, jitter);
    }

    /** 0 to 2^32 - 1. */
    private long number(String name) throws BadReportException {
        BigDecimal value = decimal(name);
        if (value.signum() < 0 || value.compareTo(UNSIGNED_MAX) > 0) {
            throw new BadReportException(name + " " + json.getString());
        }
        return value.longValue();
    }

    /** RFC 3550: 24 bits with sign, which some senders write without. */
    private long signed(String name) throws BadReportException {
        BigDecimal value = decimal(name);
        BigDecimal range = BigDecimal.valueOf(LOST_RANGE);
        if (value.compareTo(range) >= 0 || value.compareTo(BigDecimal.valueOf(-LOST_SIGN)) < 0) {
            throw new BadReportException(name + " " + json.getString());
        }
        long lost = value.longValue();
        return lost >= LOST_SIGN ? lost - LOST_RANGE : lost;
    }

    private BigDecimal decimal(String name) throws BadReportException {
        JsonToken token = json.currentToken();
        String text =
                token == JsonToken.VALUE_STRING || (token != null && token.isNumeric())
                        ? json.getString().strip()
                        : "";
        boolean plain = !text.isEmpty() && text.length() <= 16;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            plain &= (c >= '0' && c <= '9') || c == '.' || (c == '-' && i == 0);
        }
        try {
            if (plain) {
                return new BigDecimal(text);
            }
        } catch (NumberFormatException e) {
            throw new BadReportException(name + " is no number", e);
        }
        throw new BadReportException(name + " is no number");
    }

    private static final class BadReportException extends Exception {
        private static final long serialVersionUID = 1;

        BadReportException(String problem) {
            super(problem);
        }

        BadReportException(String problem, Throwable cause) {
            super(problem, cause);
        }
    }
}
