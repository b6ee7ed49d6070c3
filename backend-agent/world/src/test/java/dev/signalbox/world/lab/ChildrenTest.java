package dev.signalbox.world.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildrenTest {

    @TempDir Path run;

    @Test
    void everyProgramEndsWithTheRunAlsoStoppedAndStubbornOnesAndTheirChildren() throws Exception {
        assumeTrue(Tools.find("setsid") != null, "setsid is not installed");
        Children children = new Children(run);
        Children.Child frozen = children.start("frozen", List.of("sleep", "600"));
        children.signal(frozen, "STOP");
        Children.Child stubborn =
                children.start(
                        "stubborn", List.of("sh", "-c", "trap '' TERM; sleep 600 & wait; wait"));
        long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (stubborn.process().children().findAny().isEmpty()
                && System.nanoTime() < deadlineNanos) {
            Thread.onSpinWait();
        }
        List<ProcessHandle> grandchildren = stubborn.process().descendants().toList();
        assertThat(grandchildren).isNotEmpty();
        children.endAll();
        assertThat(frozen.process().waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(stubborn.process().waitFor(10, TimeUnit.SECONDS)).isTrue();
        for (ProcessHandle grandchild : grandchildren) {
            grandchild.onExit().get(10, TimeUnit.SECONDS);
        }
        children.close();
    }
}
