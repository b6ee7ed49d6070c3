package dev.signalbox.agent.parse.span;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;

/**
 * Walks the fields of a message inside a larger array without a copy, and makes objects only of
 * what is asked for: parsed whole, a hostile export of some megabytes would become hundreds of
 * megabytes of objects. What is not asked for is skipped.
 */
final class Fields {

    /** Not Protocol Buffers. Has no stack, because the sender makes it happen. */
    static final class MalformedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MalformedException(Throwable cause) {
            super(cause.getMessage(), null, false, false);
        }
    }

    private final CodedInputStream in;
    private int tag;
    private boolean taken = true;

    /** The fields of a message; nested messages are views of the same array. */
    Fields(ByteString message) {
        in = message.newCodedInput();
        in.enableAliasing(true);
    }

    /** Goes to the next field; false at the end of the message. */
    boolean next() {
        try {
            if (!taken) {
                in.skipField(tag);
            }
            tag = in.readTag();
            taken = false;
            return tag != 0;
        } catch (IOException e) {
            throw new MalformedException(e);
        }
    }

    /** True when the present field is text, bytes or a message with this number. */
    boolean isBytes(int field) {
        return at(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    }

    /** True when the present field is a varint with this number. */
    boolean isVarint(int field) {
        return at(field, WireFormat.WIRETYPE_VARINT);
    }

    /** True when the present field has eight bytes and this number. */
    boolean isFixed64(int field) {
        return at(field, WireFormat.WIRETYPE_FIXED64);
    }

    private boolean at(int field, int wireType) {
        return tag == (field << 3 | wireType);
    }

    ByteString bytes() {
        taken = true;
        try {
            return in.readBytes();
        } catch (IOException e) {
            throw new MalformedException(e);
        }
    }

    Fields message() {
        return new Fields(bytes());
    }

    long varint() {
        taken = true;
        try {
            return in.readInt64();
        } catch (IOException e) {
            throw new MalformedException(e);
        }
    }

    long fixed64() {
        taken = true;
        try {
            return in.readFixed64();
        } catch (IOException e) {
            throw new MalformedException(e);
        }
    }

    /** Bytes that were read so far. */
    int position() {
        return in.getTotalBytesRead();
    }
}
