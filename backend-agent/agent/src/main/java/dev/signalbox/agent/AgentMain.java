package dev.signalbox.agent;

import dev.signalbox.agent.config.AgentConfig;
import dev.signalbox.agent.config.ConfigReader;
import dev.signalbox.agent.config.ConfigResult;
import dev.signalbox.agent.journal.JournalVerifier;
import dev.signalbox.model.journal.JournalVerification;
import dev.signalbox.model.time.NowSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The agent program. */
@Command(
        name = "agent",
        mixinStandardHelpOptions = true,
        version = AgentMain.VERSION,
        subcommands = AgentMain.Verify.class,
        description =
                "The headless agent of one region: watches its calls, moves them off broken trunks.",
        footer = {
            "",
            "Examples:",
            "  ./signalbox agent --config agent.yaml --check-config",
            "  ./signalbox agent --config agent.yaml",
            "  ./signalbox agent verify --data /var/lib/signalbox",
            "",
            "It ends in order on SIGTERM (exit code 143) and, with --supervised, when its",
            "standard input closes (exit code 0). Other exit codes: 1 failed, 2 configuration."
        })
public final class AgentMain implements Callable<Integer> {

    static final String VERSION = "0.1.0";

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int CONFIGURATION = 2;
    private static final long END_SECONDS_MAX = 10;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "agent.yaml; it names policy.yaml.")
    private @Nullable Path config;

    @Option(
            names = "--check-config",
            description = "Say all that is wrong with both files and end.")
    private boolean checkConfig;

    @Option(names = "--supervised", description = "End when standard input closes.")
    private boolean supervised;

    public static void main(String[] args) {
        LogFormat.install();
        System.exit(new CommandLine(new AgentMain()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        if (config == null) {
            System.err.println("agent: --config is missing. Example: agent --config agent.yaml");
            return CONFIGURATION;
        }
        return switch (ConfigReader.read(config)) {
            case ConfigResult.Refused refused -> {
                refused.errors().forEach(System.err::println);
                yield CONFIGURATION;
            }
            case ConfigResult.Loaded loaded -> {
                if (checkConfig) {
                    System.out.println(config + ": no errors");
                    yield DONE;
                }
                yield run(loaded.config());
            }
        };
    }

    private int run(AgentConfig loaded) throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        AtomicBoolean coreDied = new AtomicBoolean();
        Runnable onCoreDeath =
                () -> {
                    coreDied.set(true);
                    end.countDown();
                };
        Runtime.getRuntime().addShutdownHook(new Thread(() -> endAndWait(end, ended), "shutdown"));
        try (Agent agent = Agent.open(loaded, VERSION, NowSource.system(), onCoreDeath)) {
            agent.start();
            Map<String, InetSocketAddress> addresses = agent.addresses();
            Endpoints.publish(loaded.runDirectory(), loaded.region(), addresses);
            System.err.printf(
                    "Signalbox agent %s: region %s, consoles at %s, HEP at %s%n",
                    VERSION, loaded.region(), addresses.get("console"), addresses.get("hep"));
            if (supervised) {
                Thread.ofPlatform().daemon().name("supervision").start(() -> awaitEndOfInput(end));
            }
            end.await();
            Endpoints.withdraw(loaded.runDirectory());
            if (coreDied.get()) {
                System.err.println("agent: the core ended by itself, see above");
                return FAILED;
            }
            return DONE;
        } catch (IOException e) {
            System.err.println("agent: " + e.getMessage());
            return FAILED;
        } finally {
            ended.countDown();
        }
    }

    /** A signal ends the agent in order: the process waits for it a moment. */
    private static void endAndWait(CountDownLatch end, CountDownLatch ended) {
        end.countDown();
        try {
            if (!ended.await(END_SECONDS_MAX, TimeUnit.SECONDS)) {
                System.err.println("agent: did not end in order within " + END_SECONDS_MAX + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitEndOfInput(CountDownLatch end) {
        try (InputStream input = System.in) {
            while (input.read() >= 0) {
                // A parent has nothing to tell; only the end counts.
            }
        } catch (IOException e) {
            System.err.println("agent: standard input failed, ending: " + e.getMessage());
        }
        end.countDown();
    }

    /** Checks a journal where it lies, without an agent. */
    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description =
                    "Checks the journal in a data directory against its chain and its signed head.",
            footer = {"", "Example: ./signalbox agent verify --data /var/lib/signalbox"})
    static final class Verify implements Callable<Integer> {

        @Option(
                names = "--data",
                required = true,
                paramLabel = "DIR",
                description = "The agent's dataDirectory.")
        private Path data = Path.of("data");

        @Override
        public Integer call() throws IOException {
            if (!Files.exists(data.resolve("journal.db"))) {
                System.err.println("agent verify: no journal.db in " + data);
                return CONFIGURATION;
            }
            JournalVerification verification = JournalVerifier.verifyCopy(data);
            System.out.printf(
                    "%s: %d records, sealed to %d: %s%n",
                    verification.journalId(),
                    verification.records(),
                    verification.sealedSequence(),
                    verification.good() ? "good" : "NOT GOOD");
            verification.problems().forEach(p -> System.out.println("  " + p));
            return verification.good() ? DONE : FAILED;
        }
    }
}
