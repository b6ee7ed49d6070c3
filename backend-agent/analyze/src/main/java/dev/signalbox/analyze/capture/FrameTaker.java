package dev.signalbox.analyze.capture;

/** Takes the frames of a capture, one after the other. */
public interface FrameTaker {

    /**
     * A frame; the bytes are valid until this returns.
     *
     * @param linkType number of the link layer, as the registry of tcpdump.org has them
     * @param micros microseconds since 1970
     */
    void frame(byte[] bytes, int from, int length, int linkType, long micros);
}
