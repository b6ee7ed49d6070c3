package dev.signalbox.agent.record;

import com.google.protobuf.Timestamp;
import dev.signalbox.v1.ReadRecordingResponse;
import dev.signalbox.v1.WatchResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the messages of one second together. A snapshot always begins anew. For one thread. */
final class Gathering {

    private final List<WatchResponse> messages = new ArrayList<>();
    private long second;

    /**
     * Messages of one second.
     *
     * @param at seconds from 1970, wall time
     * @param whole begins with a snapshot
     */
    record Gathered(long at, boolean whole, List<WatchResponse> messages) {

        Gathered {
            messages = List.copyOf(messages);
        }

        ReadRecordingResponse.Builder response() {
            return ReadRecordingResponse.newBuilder()
                    .setAt(Timestamp.newBuilder().setSeconds(at))
                    .addAllMessages(messages);
        }
    }

    /** Takes a message of {@code at}; returns what was gathered before when that is over. */
    @Nullable Gathered add(WatchResponse message, long at) {
        Gathered over = at != second || message.hasSnapshot() ? take() : null;
        second = at;
        messages.add(message);
        return over;
    }

    /** What was gathered, when its second is not {@code now} any more. */
    @Nullable Gathered takeBefore(long now) {
        return now == second ? null : take();
    }

    private @Nullable Gathered take() {
        if (messages.isEmpty()) {
            return null;
        }
        Gathered gathered =
                new Gathered(
                        second,
                        messages.getFirst().hasSnapshot(),
                        PassedOn.oncePerSecond(messages));
        messages.clear();
        return gathered;
    }
}
