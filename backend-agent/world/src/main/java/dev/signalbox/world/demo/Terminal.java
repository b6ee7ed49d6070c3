package dev.signalbox.world.demo;

import java.io.PrintStream;
import java.util.List;

/**
 * What people read while the demo runs, on standard error. On a real terminal the picture is
 * painted over itself each second; anywhere else it is printed now and then. Thread-safe.
 */
final class Terminal {

    private static final int PRINT_EVERY = 10;

    private final PrintStream out;
    private final boolean repaints;
    private int paintedLines;
    private int pictures;

    Terminal(PrintStream out, boolean repaints) {
        this.out = out;
        this.repaints = repaints;
    }

    /** Something happened: stays on the screen. */
    synchronized void say(String line) {
        erase();
        out.println(line);
        out.flush();
    }

    /** The picture now; called once a second. */
    synchronized void paint(List<String> lines) {
        boolean due = repaints || pictures % PRINT_EVERY == 0;
        pictures++;
        if (!due) {
            return;
        }
        erase();
        lines.forEach(out::println);
        out.flush();
        paintedLines = repaints ? lines.size() : 0;
    }

    private void erase() {
        if (paintedLines > 0) {
            out.print("\u001b[" + paintedLines + "A\u001b[J");
            paintedLines = 0;
        }
    }
}
