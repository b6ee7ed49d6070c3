package dev.signalbox.ctl.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a replay is and how fast it goes on; immutable.
 *
 * @param at between both ends
 * @param speed seconds of the recording in a second, 1 to 100
 */
public record Playhead(Instant from, Instant to, Instant at, boolean playing, int speed) {

    /** The speeds to choose from. */
    public static final List<Integer> SPEEDS = List.of(1, 2, 5, 10, 30, 100);

    public Playhead {
        at = at.isBefore(from) ? from : at.isAfter(to) ? to : at;
        speed = Math.clamp(speed, 1, 100);
    }

    /** Stopped at the beginning. */
    public static Playhead start(Instant from, Instant to) {
        return new Playhead(from, to, from, false, 1);
    }

    /** After so much real time; it stops at the end. */
    public Playhead advance(Duration elapsed) {
        if (!playing) {
            return this;
        }
        Instant next = at.plus(elapsed.multipliedBy(speed));
        return new Playhead(from, to, next, next.isBefore(to), speed);
    }

    /** Plays on; from the beginning when it is at its end. */
    public Playhead play() {
        return new Playhead(from, to, at.isBefore(to) ? at : from, true, speed);
    }

    /** Stays where it is. */
    public Playhead pause() {
        return new Playhead(from, to, at, false, speed);
    }

    /** Elsewhere; it goes on as before. */
    public Playhead seek(Instant where) {
        return new Playhead(from, to, where, playing, speed);
    }

    /** So many whole seconds on or back, and stopped. */
    public Playhead step(int seconds) {
        return new Playhead(
                from,
                to,
                Instant.ofEpochSecond(at.getEpochSecond()).plusSeconds(seconds),
                false,
                speed);
    }

    /** Faster or slower. */
    public Playhead withSpeed(int other) {
        return new Playhead(from, to, at, playing, other);
    }

    /** At the next decision, stopped; unchanged when none follows. */
    public Playhead jumpForward(List<Mark> marks) {
        return jump(marks.stream().filter(mark -> second(mark).isAfter(at)).findFirst());
    }

    /** At the decision before, stopped; at the beginning when none is before. */
    public Playhead jumpBack(List<Mark> marks) {
        Optional<Mark> before =
                marks.reversed().stream().filter(m -> second(m).isBefore(at)).findFirst();
        return before.isPresent() ? jump(before) : seek(from).pause();
    }

    private Playhead jump(Optional<Mark> mark) {
        return mark.map(found -> seek(second(found)).pause()).orElse(this);
    }

    /** The first whole second at which its record is in the picture. */
    private static Instant second(Mark mark) {
        return Instant.ofEpochSecond(mark.at().getEpochSecond());
    }
}
