package dev.signalbox.agent.parse.span;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Walks the fields of one Protocol Buffers message inside a larger array and makes objects only of
 * what is asked for: a hostile export of some megabytes would otherwise become hundreds of
 * megabytes of objects. Message, field and wire types: the Protocol Buffers encoding guide.
 */
final class ProtoCursor {

    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int BYTES = 2;
    static final int FIXED32 = 5;

    /** Not Protocol Buffers. Says where; has no stack, because the sender makes it happen. */
    static final class MalformedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MalformedException(String what, int position) {
            super(what + " at byte " + position, null, false, false);
        }
    }

    private final byte[] bytes;
    private final int end;
    private int position;
    private int field;
    private int wireType;
    private long number;
    private int start;
    private int length;

    ProtoCursor(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private ProtoCursor(byte[] bytes, int position, int end) {
        this.bytes = bytes;
        this.position = position;
        this.end = end;
    }

    /** Goes to the next field; false at the end of the message. */
    boolean next() {
        if (position == end) {
            return false;
        }
        int tagAt = position;
        long tag = varint();
        field = (int) (tag >>> 3);
        wireType = (int) (tag & 7);
        if (tag >>> 32 != 0 || field == 0) {
            throw new MalformedException("no field number", tagAt);
        }
        switch (wireType) {
            case VARINT -> number = varint();
            case FIXED64 -> number = fixed(8);
            case FIXED32 -> number = fixed(4);
            case BYTES -> {
                long size = varint();
                if (size < 0 || size > end - position) {
                    throw new MalformedException("a length beyond the message", tagAt);
                }
                start = position;
                length = (int) size;
                position += length;
            }
            default -> throw new MalformedException("wire type " + wireType, tagAt);
        }
        return true;
    }

    /** True when the present field has this number and wire type. */
    boolean at(int number, int type) {
        return field == number && wireType == type;
    }

    /** The value of the present field of type varint or fixed. */
    long number() {
        return number;
    }

    /** Bytes of the present field. */
    int length() {
        return length;
    }

    /** The present field as a message of its own. */
    ProtoCursor message() {
        return new ProtoCursor(bytes, start, start + length);
    }

    /** The present field as text; broken UTF-8 becomes replacement characters. */
    String text() {
        return new String(bytes, start, length, StandardCharsets.UTF_8);
    }

    /** The present field in lower-case hexadecimal digits. */
    String hex() {
        return HexFormat.of().formatHex(bytes, start, start + length);
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (position == end) {
                throw new MalformedException("a number that is cut off", position);
            }
            byte part = bytes[position++];
            value |= (long) (part & 0x7f) << shift;
            if (part >= 0) {
                return value;
            }
        }
        throw new MalformedException("a number of more than 64 bits", position);
    }

    private long fixed(int size) {
        if (end - position < size) {
            throw new MalformedException("a number that is cut off", position);
        }
        long value = 0;
        for (int i = 0; i < size; i++) {
            value |= (bytes[position++] & 0xffL) << (8 * i);
        }
        return value;
    }
}
