package dev.signalbox.world.quorum;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which member's words reach which other. */
final class Cuts {

    private final Map<String, Line> lines = new ConcurrentHashMap<>();

    /** One direction between two members. */
    static final class Line {
        private boolean open = true;

        synchronized void set(boolean now) {
            open = now;
            notifyAll();
        }

        synchronized void awaitOpen() throws InterruptedException {
            while (!open) {
                wait();
            }
        }
    }

    Line line(String from, String to) {
        return lines.computeIfAbsent(from + " " + to, _ -> new Line());
    }

    void healAll() {
        lines.values().forEach(line -> line.set(true));
    }
}
