package dev.signalbox.ctl;

import dev.signalbox.model.time.NowSource;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds a command.
 *
 * @param out standard output: the answer
 * @param err standard error: everything else
 * @param clock the time
 * @param home the repository's top folder, below which runs publish their endpoints; null when not
 *     started from there
 * @param terminal true when standard output is a terminal that can be repainted
 */
record Shell(
        PrintWriter out, PrintWriter err, NowSource clock, @Nullable Path home, boolean terminal) {}
