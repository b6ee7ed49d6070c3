package dev.signalbox.world.quorum;

import dev.signalbox.model.quorum.FleetAnswer;
import dev.signalbox.model.quorum.FleetCodec;
import dev.signalbox.model.quorum.FleetCommand;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A member's process, as this one sees it: asked by lines, killed, frozen and woken by signals. */
final class MemberProcess {

    /** Instead of a plan that is open. */
    static final String NOTHING = "-";

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final FleetCodec codec = new FleetCodec();
    private final AtomicLong numbers = new AtomicLong();
    private final Map<String, CompletableFuture<String>> asked = new ConcurrentHashMap<>();
    private final Process process;
    private final BufferedWriter in;
    private final CompletableFuture<String> ready = new CompletableFuture<>();

    /**
     * What a member said to a command.
     *
     * @param epoch of the table it then knew
     * @param open the plan of a change under way, empty when there is none
     */
    record Said(FleetAnswer answer, long epoch, String open) {}

    private MemberProcess(Process process) {
        this.process = process;
        this.in = process.outputWriter(StandardCharsets.UTF_8);
    }

    /** Starts it; it is ready some time later. */
    static MemberProcess start(List<String> arguments, Path log) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                // As an agent runs.
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Xmx160m",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                System.getProperty("java.class.path"),
                                QuorumMember.class.getName()));
        command.addAll(arguments);
        Process process =
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
        MemberProcess member = new MemberProcess(process);
        Thread.ofVirtual().name("member-" + arguments.getFirst()).start(member::listen);
        return member;
    }

    private void listen() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                List<String> words = List.of(line.split(" ", 2));
                if (line.equals("ready")) {
                    ready.complete(line);
                    continue;
                }
                CompletableFuture<String> answer = asked.remove(words.getFirst());
                if (answer != null) {
                    answer.complete(words.getLast());
                }
            }
        } catch (IOException _) {
            // It was killed: what follows says the same.
        }
        ready.completeExceptionally(new IOException("it has ended"));
        asked.values().forEach(a -> a.completeExceptionally(new IOException("it has ended")));
    }

    /** Completes once it serves. */
    CompletableFuture<String> ready() {
        return ready;
    }

    long pid() {
        return process.pid();
    }

    boolean alive() {
        return process.isAlive();
    }

    /** Asks it something, {@code what} with its argument or nothing after it. */
    CompletableFuture<String> ask(String what, String argument) {
        String number = Long.toString(numbers.incrementAndGet());
        CompletableFuture<String> answer = new CompletableFuture<>();
        asked.put(number, answer);
        // A frozen process may not empty its pipe: nobody waits for it here.
        Thread.ofVirtual().start(() -> write(number, what + " " + number + " " + argument));
        return answer;
    }

    private void write(String number, String line) {
        synchronized (in) {
            try {
                in.write(line);
                in.newLine();
                in.flush();
                if (process.isAlive()) {
                    return;
                }
            } catch (IOException _) {
                // As below.
            }
        }
        CompletableFuture<String> answer = asked.remove(number);
        if (answer != null) {
            answer.completeExceptionally(new IOException("it has ended"));
        }
    }

    /** Fails when the member says so or has ended. */
    CompletableFuture<Said> submit(FleetCommand command) {
        return ask("submit", Base64.getEncoder().encodeToString(codec.toBytes(command)))
                .thenApply(this::said);
    }

    private Said said(String line) {
        List<String> words = List.of(line.split(" ", 4));
        if (!words.get(2).equals("answer")) {
            throw new IllegalStateException(words.get(3));
        }
        return new Said(
                codec.answerFrom(Base64.getDecoder().decode(words.get(3))),
                Long.parseLong(words.getFirst()),
                words.get(1).equals(NOTHING) ? "" : words.get(1));
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** SIGSTOP or SIGCONT. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor();
    }

    /** Asks it to end, and sees to it. */
    void end() throws IOException, InterruptedException {
        if (process.isAlive()) {
            signal("CONT");
            synchronized (in) {
                in.close();
            }
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
            }
        }
    }
}
