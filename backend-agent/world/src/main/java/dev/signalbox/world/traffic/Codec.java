package dev.signalbox.world.traffic;

/** Codecs offered in SDP. */
public enum Codec {
    PCMA(8, "PCMA/8000"),
    PCMU(0, "PCMU/8000"),
    G722(9, "G722/8000"),
    OPUS(111, "opus/48000/2");

    private final int payloadType;
    private final String rtpMap;

    Codec(int payloadType, String rtpMap) {
        this.payloadType = payloadType;
        this.rtpMap = rtpMap;
    }

    /** RTP payload type. */
    public int payloadType() {
        return payloadType;
    }

    /** Value of the SDP {@code rtpmap} attribute, without the payload type. */
    public String rtpMap() {
        return rtpMap;
    }
}
