package dev.signalbox.agent;

import java.util.logging.Level;
import java.util.logging.Logger;

/** One line per log record on standard error: time, level, who, what. */
final class LogFormat {

    /** Held here: loggers nobody holds are forgotten with their level. */
    private static final Logger GRPC_STREAMS =
            Logger.getLogger("io.grpc.netty.shaded.io.grpc.netty.NettyServerHandler");

    private LogFormat() {}

    static void install() {
        // A console that leaves in the middle of a message is no news; gRPC warns of it with a
        // stack trace.
        GRPC_STREAMS.setLevel(Level.SEVERE);
        if (System.getProperty("java.util.logging.SimpleFormatter.format") == null) {
            System.setProperty(
                    "java.util.logging.SimpleFormatter.format",
                    "%1$tFT%1$tT.%1$tL%1$tz %4$s %3$s: %5$s%6$s%n");
        }
    }
}
