package dev.signalbox.analyze.capture;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** A capture seen through a window that slides over it. */
public final class CaptureBytes implements Closeable {

    private static final int WINDOW = 4 << 20;

    private final ReadableByteChannel channel;
    private final long size;
    private final ByteBuffer window;
    private long windowStart;

    /**
     * Opens a file.
     *
     * @throws IOException when it cannot be opened
     */
    public CaptureBytes(Path file) throws IOException {
        this(FileChannel.open(file), Files.size(file));
    }

    /**
     * Bytes from elsewhere.
     *
     * @param size of all of them
     */
    public CaptureBytes(ReadableByteChannel channel, long size) {
        this.channel = channel;
        this.size = size;
        // One byte of room is left: only a read tells that nothing is left to read.
        window = ByteBuffer.allocate((int) Math.min(WINDOW, size + 1));
        window.limit(0);
    }

    /** Bytes of the whole file. */
    public long size() {
        return size;
    }

    void order(ByteOrder order) {
        window.order(order);
    }

    boolean isLittleEndian() {
        return window.order() == ByteOrder.LITTLE_ENDIAN;
    }

    /** True when the file has so many bytes more. */
    boolean has(int bytes) throws IOException {
        if (window.remaining() >= bytes) {
            return true;
        }
        windowStart += window.position();
        window.compact();
        int read = 0;
        while (read >= 0 && window.position() < bytes && window.hasRemaining()) {
            read = channel.read(window);
        }
        window.flip();
        return window.remaining() >= bytes;
    }

    /** How many bytes are in the window: all that are left once {@link #has} was false. */
    int left() {
        return window.remaining();
    }

    long position() {
        return windowStart + window.position();
    }

    int number(int at) {
        return window.getInt(window.position() + at);
    }

    long unsigned(int at) {
        return number(at) & 0xffffffffL;
    }

    int shortNumber(int at) {
        return window.getShort(window.position() + at) & 0xffff;
    }

    int octet(int at) {
        return window.get(window.position() + at) & 0xff;
    }

    void skip(int bytes) {
        window.position(window.position() + bytes);
    }

    byte[] bytes() {
        return window.array();
    }

    /** Where in {@link #bytes} that byte stands. */
    int offset(int at) {
        return window.position() + at;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
