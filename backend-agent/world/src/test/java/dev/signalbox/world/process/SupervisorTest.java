package dev.signalbox.world.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {

    @TempDir private Path directory;
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private static List<String> java(Class<?> main, String... arguments) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private ChildProcess child(String... arguments) throws java.io.IOException {
        return ChildProcess.start(
                "child",
                java(Bystander.class, arguments),
                directory,
                directory.resolve("child.log"),
                lines::add);
    }

    private static void await(String what, BooleanSupplier condition) {
        for (int i = 0; i < 2_000 && !condition.getAsBoolean(); i++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        assertThat(condition.getAsBoolean()).as(what).isTrue();
    }

    @Test
    void noChildOutlivesAKilledParent() throws Exception {
        Process parent =
                new ProcessBuilder(java(Parent.class, directory.toString()))
                        .redirectErrorStream(true)
                        .start();
        List<ProcessHandle> children = new ArrayList<>();
        BufferedReader out = parent.inputReader();
        for (String line = out.readLine(); !"ready".equals(line); line = out.readLine()) {
            Optional<ProcessHandle> child = ProcessHandle.of(Long.parseLong(line));
            children.add(child.orElseThrow());
        }
        assertThat(children).hasSize(3).allMatch(ProcessHandle::isAlive);
        parent.destroyForcibly();
        CompletableFuture<?> gone =
                CompletableFuture.allOf(
                        children.stream()
                                .map(ProcessHandle::onExit)
                                .toArray(CompletableFuture<?>[]::new));
        gone.get(20, TimeUnit.SECONDS);
        assertThat(children).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void closingEndsChildrenAndKeepsTheirWords() throws Exception {
        Supervisor supervisor = new Supervisor(said::add);
        ChildProcess child = supervisor.run(() -> child());
        assertThat(lines.poll(20, TimeUnit.SECONDS)).isEqualTo("up " + child.pid());
        supervisor.close();
        assertThat(child.alive()).isFalse();
        assertThat(child.exitCode()).isZero();
        assertThat(Files.readString(directory.resolve("child.log"))).startsWith("up ");
    }

    @Test
    void anInterruptOfTheTerminalDoesNotEndChildren() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/kill")), "no kill program");
        Supervisor supervisor = new Supervisor(said::add);
        ChildProcess child = supervisor.run(() -> child());
        assertThat(lines.poll(20, TimeUnit.SECONDS)).isEqualTo("up " + child.pid());
        Process kill = new ProcessBuilder("/bin/kill", "-INT", Long.toString(child.pid())).start();
        assertThat(kill.waitFor()).isZero();
        supervisor.close();
        // Ended by its closed input, not by the signal.
        assertThat(child.exitCode()).isZero();
    }

    @Test
    void aKilledChildIsStartedAgain() throws Exception {
        try (Supervisor supervisor = new Supervisor(said::add)) {
            supervisor.keep(this::child);
            String first = lines.poll(20, TimeUnit.SECONDS);
            long pid = Long.parseLong(String.valueOf(first).substring(3));
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            await(
                    "a new child is up",
                    () -> {
                        supervisor.look(System.nanoTime());
                        return !lines.isEmpty();
                    });
            assertThat(lines.poll()).isNotEqualTo(first);
            assertThat(said).anyMatch(line -> line.contains("starting it again"));
            assertThat(supervisor.anyGivenUp()).isFalse();
        }
    }

    @Test
    void aChildThatIsHeldStaysDownUntilItIsReleased() throws Exception {
        try (Supervisor supervisor = new Supervisor(said::add)) {
            supervisor.keep(this::child);
            String first = String.valueOf(lines.poll(20, TimeUnit.SECONDS));
            ProcessHandle process =
                    ProcessHandle.of(Long.parseLong(first.substring(3))).orElseThrow();
            supervisor.hold("child");
            // Virtual time: any pause before a restart would be over.
            long[] now = {0};
            await(
                    "it is down",
                    () -> {
                        now[0] += TimeUnit.MINUTES.toNanos(1);
                        supervisor.look(now[0]);
                        return !process.isAlive();
                    });
            for (int i = 0; i < 5; i++) {
                now[0] += TimeUnit.MINUTES.toNanos(1);
                supervisor.look(now[0]);
            }
            assertThat(lines).isEmpty();
            assertThat(said).singleElement().asString().startsWith("child was killed");
            supervisor.release("child");
            await(
                    "a new child is up",
                    () -> {
                        supervisor.look(now[0]);
                        return !lines.isEmpty();
                    });
            assertThat(lines.poll()).isNotEqualTo(first);
            assertThat(supervisor.anyGivenUp()).isFalse();
            assertThatThrownBy(() -> supervisor.hold("nobody")).hasMessage("no child nobody");
        }
    }

    @Test
    void aChildThatDoesNotLikeItsConfigurationStaysDown() throws Exception {
        try (Supervisor supervisor = new Supervisor(said::add)) {
            supervisor.keep(() -> child("2"));
            await(
                    "given up",
                    () -> {
                        supervisor.look(System.nanoTime());
                        return supervisor.anyGivenUp();
                    });
            assertThat(said).singleElement().asString().contains("exit code 2").contains("stays");
        }
    }

    @Test
    void aChildThatKeepsFallingIsGivenUp() throws Exception {
        try (Supervisor supervisor = new Supervisor(said::add)) {
            supervisor.keep(() -> child("1"));
            // Virtual time: pauses are over at once.
            long[] now = {0};
            await(
                    "given up",
                    () -> {
                        now[0] += TimeUnit.MINUTES.toNanos(1);
                        supervisor.look(now[0]);
                        return supervisor.anyGivenUp();
                    });
            assertThat(said).filteredOn(line -> line.contains("runs again")).hasSize(5);
        }
    }
}
