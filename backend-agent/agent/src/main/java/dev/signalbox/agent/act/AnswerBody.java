package dev.signalbox.agent.act;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;

/** Reads the body of an HTTP answer with an end to its length and to the wait for it. */
final class AnswerBody {

    private AnswerBody() {}

    /**
     * Reads to the end. The read time-out of a connection is per read: an answer that drips must
     * end too.
     *
     * @param bytesMax a longer answer is refused
     * @param deadlineNanos monotonic time at which it must be there
     * @throws SocketTimeoutException when it is not
     * @throws IOException when it is longer, in words
     */
    static byte[] read(InputStream body, int bytesMax, long deadlineNanos) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] part = new byte[8192];
        for (int n = body.read(part); n >= 0; n = body.read(part)) {
            all.write(part, 0, n);
            if (all.size() > bytesMax) {
                throw new IOException("answer longer than " + bytesMax + " bytes");
            }
            if (System.nanoTime() - deadlineNanos > 0) {
                throw new SocketTimeoutException();
            }
        }
        return all.toByteArray();
    }
}
