package dev.signalbox.dashboards.part.replay;

import java.time.Instant;

/** What a person does with a replay. Calls return at once. */
public interface TransportControls {

    /** Plays when it is stopped, stops when it plays. */
    void playOrPause();

    /** Seconds of the recording in a second, 1 to 100. */
    void speed(int speed);

    void seek(Instant at);

    /** So many seconds on, or back. */
    void step(int seconds);

    /** To the next decision, or to the one before. */
    void jump(boolean forward);

    /** Ends the replay. */
    void leave();
}
