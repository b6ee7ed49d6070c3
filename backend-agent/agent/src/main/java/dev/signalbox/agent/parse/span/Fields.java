package dev.signalbox.agent.parse.span;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;

/**
 * Walks the fields of messages inside a larger array without a copy, and makes objects only of what
 * is asked for: parsed whole, a hostile export of some megabytes would become hundreds of megabytes
 * of objects.
 */
final class Fields {

    private Fields() {}

    /** The fields of a message; nested messages are views of the same array. */
    static CodedInputStream of(ByteString message) {
        CodedInputStream fields = message.newCodedInput();
        fields.enableAliasing(true);
        return fields;
    }

    /** Tag of a field of variable-length bytes: text, bytes, a message. */
    static int bytes(int field) {
        return tag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    }

    /** Tag of a field of varint. */
    static int varint(int field) {
        return tag(field, WireFormat.WIRETYPE_VARINT);
    }

    /** Tag of a field of eight bytes. */
    static int fixed64(int field) {
        return tag(field, WireFormat.WIRETYPE_FIXED64);
    }

    private static int tag(int field, int wireType) {
        return field << 3 | wireType;
    }
}
