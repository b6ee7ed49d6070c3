package dev.signalbox.world.voice;

import dev.signalbox.model.cause.Tag;
import java.util.concurrent.TimeUnit;

/** What happens on answered calls. Called on the world's thread. */
@FunctionalInterface
public interface Conversations {

    /** People talk for as long as was planned, then one of them hangs up. */
    Conversations PLAIN =
            (call, now) -> {
                boolean byHuman = call.plan().inbound() == call.plan().hangUpByCaller();
                call.schedule()
                        .at(
                                now + TimeUnit.MILLISECONDS.toNanos(call.plan().talkMillis()),
                                at ->
                                        call.hangUp(
                                                at,
                                                byHuman,
                                                byHuman ? Tag.USER_HANGUP : Tag.AGENT_DONE));
            };

    /** Somebody picked up {@code call}, which lasts until it is hung up. */
    void answered(AnsweredCall call, long now);
}
