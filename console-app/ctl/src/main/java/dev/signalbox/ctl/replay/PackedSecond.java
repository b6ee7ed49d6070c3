package dev.signalbox.ctl.replay;

/** One recorded second, packed against the one before it; see {@link SecondsReader}. */
public final class PackedSecond {

    private final long epochSecond;
    private final boolean whole;
    private final int rawBytes;
    private final byte[] packed;

    /**
     * @param epochSecond wall time of the agent, seconds from 1970
     * @param whole begins with a snapshot, and is packed alone
     * @param rawBytes its length unpacked
     * @param packed is not copied: nobody changes it
     */
    public PackedSecond(long epochSecond, boolean whole, int rawBytes, byte[] packed) {
        this.epochSecond = epochSecond;
        this.whole = whole;
        this.rawBytes = rawBytes;
        this.packed = packed;
    }

    /** Wall time of the agent, seconds from 1970. */
    public long epochSecond() {
        return epochSecond;
    }

    /** Whether it begins with a snapshot: a picture can begin here. */
    public boolean whole() {
        return whole;
    }

    /** Its length unpacked, bytes. */
    public int rawBytes() {
        return rawBytes;
    }

    /** What it is packed to; nobody changes it. */
    public byte[] packed() {
        return packed;
    }
}
