package dev.signalbox.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.agent.journal.SqliteJournal;
import dev.signalbox.agent.stream.BrakeOutcome;
import dev.signalbox.agent.stream.CallBook;
import dev.signalbox.agent.stream.ChangeDesk;
import dev.signalbox.agent.stream.Entrance;
import dev.signalbox.agent.stream.JournalShelf;
import dev.signalbox.agent.stream.StreamServer;
import dev.signalbox.agent.trust.Refusal;
import dev.signalbox.agent.trust.Trust;
import dev.signalbox.agent.trust.TrustFiles;
import dev.signalbox.ctl.connection.AgentCalls;
import dev.signalbox.ctl.connection.AgentException;
import dev.signalbox.ctl.connection.Endpoint;
import dev.signalbox.ctl.connection.RefusedException;
import dev.signalbox.ctl.connection.UnreachableException;
import dev.signalbox.ctl.pki.PkiMain;
import dev.signalbox.model.fleet.AgentStatus.BrakeView;
import dev.signalbox.model.time.Now;
import dev.signalbox.model.time.NowSource;
import dev.signalbox.model.trust.Identity;
import dev.signalbox.v1.AgentServiceGrpc;
import dev.signalbox.v1.ReadJournalRequest;
import dev.signalbox.v1.ReadJournalResponse;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsServerCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The agent's server and its clients with real certificates, made as people make them. */
@Timeout(120)
class WhoIsWhoTest {

    private static final long WAIT_SECONDS = 30;

    @TempDir private Path directory;

    private final BlockingQueue<Refusal> refusals = new LinkedBlockingQueue<>();
    private final List<String> brakes = new ArrayList<>();
    private final List<ManagedChannel> channels = new ArrayList<>();
    private Path pki;
    private SqliteJournal journal;
    private Trust trust;
    private StreamServer server;

    @BeforeEach
    void serve() throws IOException {
        pki = fleet("acme", "eu-central");
        Path own = pki.resolve("agents/eu-central");
        trust =
                Trust.open(
                        new TrustFiles(
                                own.resolve("agent.crt"),
                                own.resolve("agent.key"),
                                own.resolve("agents-authority.crt"),
                                own.resolve("people-authority.crt"),
                                own.resolve("revoked.crl")),
                        "eu-central",
                        refusals::add,
                        NowSource.system());
        journal = SqliteJournal.open(directory.resolve("data"), "eu-central", Instant.now());
        server =
                new StreamServer(
                        Entrance.guarded(loopback(), trust.credentials(), trust.gate()),
                        "boot-1",
                        JournalShelf.only(journal, "eu-central"),
                        new CallBook(),
                        (on, by, reason) -> {
                            brakes.add(by);
                            return CompletableFuture.completedFuture(
                                    new BrakeOutcome(
                                            "j1/9",
                                            on ? new BrakeView(by, reason, Instant.now()) : null));
                        },
                        ChangeDesk.closed("a test"),
                        NowSource.system());
    }

    @AfterEach
    void end() throws IOException {
        channels.forEach(ManagedChannel::shutdownNow);
        server.close();
        trust.close();
        journal.close();
    }

    @Test
    void theRightRoleMayAndTheNameIsTheCertificates() throws Exception {
        try (AgentCalls ada = calls("people/ada")) {
            assertThat(ada.verify().good()).isTrue();
            assertThat(ada.brake(true, "somebody else", "storm").recordId()).isEqualTo("j1/9");
        }
        assertThat(brakes).containsExactly("ada");
        assertThat(refusals).isEmpty();
    }

    @Test
    void theWrongRoleIsRefusedInWordsAndThatIsLogged() throws Exception {
        issuePerson("vera", "viewer");
        try (AgentCalls vera = calls("people/vera")) {
            assertThat(vera.verify().good()).isTrue();
            RefusedException refused =
                    catchThrowableOfType(
                            RefusedException.class, () -> vera.brake(true, "ada", "storm"));
            assertThat(refused.words())
                    .isEqualTo("vera is a viewer; setting the brake needs an operator");
        }
        assertThat(brakes).isEmpty();
        Refusal told = refusal();
        assertThat(told.who()).isEqualTo("vera (viewer)");
        assertThat(told.what()).isEqualTo("SetBrake");
        assertThat(told.code()).isEqualTo("permission_denied");
        assertThat(told.sentence()).contains("needs an operator");
    }

    @Test
    void anAgentReadsJournalsAndCannotSetTheBrake() throws Exception {
        pki("issue", "agent", "eu-west", "--in", pki.toString());
        try (AgentCalls agent = calls("agents/eu-west")) {
            agent.readJournal(entry -> {});
            assertThatThrownBy(() -> agent.brake(true, "ada", "storm"))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("agent eu-west is an agent");
        }
        assertThat(brakes).isEmpty();
        assertThat(refusal().who()).isEqualTo("agent eu-west");
    }

    @Test
    void anotherFleetsCertificateFailsAtTheHandshakeAndIsLogged() throws Exception {
        Path others = fleet("other", "eu-central");
        // It believes our agent: that its own certificate is foreign is for the agent to see.
        Files.copy(
                pki.resolve("agents-authority.crt"),
                others.resolve("people/ada/agents-authority.crt"),
                StandardCopyOption.REPLACE_EXISTING);
        assertUnreachable(Identity.read(others.resolve("people/ada")), "does not believe");
        Refusal told = refusal();
        assertThat(told.what()).isEqualTo("handshake");
        assertThat(told.who()).contains("CN=ada").contains("O=other").contains("issued by");
        assertThat(told.sentence()).contains("signed by no authority of fleet acme");
    }

    @Test
    void peopleDoNotBelieveTheAgentOfAnotherFleet() throws Exception {
        Path others = fleet("other", "eu-central");
        assertUnreachable(Identity.read(others.resolve("people/ada")), "not of an agent");
    }

    @Test
    void anExpiredCertificateIsNamedAsSuchOnBothSides() throws Exception {
        Instant yesteryear = Instant.now().minus(Duration.ofDays(30));
        assertThat(
                        pkiAt(
                                yesteryear,
                                "issue",
                                "person",
                                "olga",
                                "--role",
                                "operator",
                                "--days",
                                "1",
                                "--in",
                                pki.toString()))
                .isZero();
        Identity olga = Identity.read(pki.resolve("people/olga"));
        assertThatThrownBy(() -> olga.requireValid(Instant.now()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("olga expired at");
        assertUnreachable(olga, "certificate has expired");
        assertThat(refusal().sentence()).contains("the certificate expired at");
    }

    @Test
    void aRevokedPersonIsRefusedAtOnceAndTheirStreamEnds() throws Exception {
        CompletableFuture<Status> streamEnd = new CompletableFuture<>();
        ManagedChannel channel = channel(Identity.read(pki.resolve("people/ada")));
        var blocking = AgentServiceGrpc.newBlockingStub(channel);
        AgentServiceGrpc.newStub(channel)
                .readJournal(
                        ReadJournalRequest.newBuilder().setFollow(true).build(), ending(streamEnd));
        assertThat(blocking.readJournal(ReadJournalRequest.getDefaultInstance()).hasNext())
                .isFalse();
        assertThat(streamEnd).isNotDone();

        pki("revoke", pki.resolve("people/ada/person.crt").toString(), "--in", pki.toString());

        Status ended = streamEnd.get(WAIT_SECONDS, TimeUnit.SECONDS);
        assertThat(ended.getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
        assertThat(ended.getDescription()).startsWith("the certificate was revoked at");
        // The same connection, the next call; and a new connection.
        StatusRuntimeException next =
                catchThrowableOfType(
                        StatusRuntimeException.class,
                        () ->
                                blocking.readJournal(ReadJournalRequest.getDefaultInstance())
                                        .hasNext());
        assertThat(next.getStatus().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
        assertUnreachable(Identity.read(pki.resolve("people/ada")), "does not believe");
        assertThat(refusal().sentence()).contains("the open call was ended");
    }

    @Test
    void aBrokenListLeavesTheLastGoodOneInForceAndSaysSo() throws Exception {
        Path list = pki.resolve("agents/eu-central/revoked.crl");
        pki("revoke", pki.resolve("people/ada/person.crt").toString(), "--in", pki.toString());
        assertThat(refusedWithin(WAIT_SECONDS)).isTrue();
        Files.writeString(list, "not a list\n");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
        while (trust.trouble().isEmpty() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(trust.trouble()).contains("last good list").contains("revoked.crl");
        assertUnreachable(Identity.read(pki.resolve("people/ada")), "does not believe");
    }

    @Test
    void aPersonsCertificateMakesNoServer() throws Exception {
        Path ada = pki.resolve("people/ada");
        var pretender =
                NettyServerBuilder.forAddress(
                                loopback(),
                                TlsServerCredentials.create(
                                        ada.resolve("person.crt").toFile(),
                                        ada.resolve("person.key").toFile()))
                        .build()
                        .start();
        try (AgentCalls calls =
                new AgentCalls(
                        Endpoint.parse("127.0.0.1:" + pretender.getPort(), Identity.read(ada)))) {
            assertThatThrownBy(calls::verify).isInstanceOf(UnreachableException.class);
        } finally {
            pretender.shutdownNow();
        }
    }

    @Test
    void nobodyComesInWithoutACertificate() {
        ManagedChannel plain =
                Grpc.newChannelBuilder(
                                "127.0.0.1:" + server.port(), InsecureChannelCredentials.create())
                        .build();
        channels.add(plain);
        assertThatThrownBy(
                        () ->
                                AgentServiceGrpc.newBlockingStub(plain)
                                        .readJournal(ReadJournalRequest.getDefaultInstance())
                                        .hasNext())
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessageContaining("UNAVAILABLE");
        try (AgentCalls calls = new AgentCalls(Endpoint.parse("127.0.0.1:" + server.port()))) {
            assertThatThrownBy(calls::verify)
                    .isInstanceOfSatisfying(
                            UnreachableException.class,
                            e -> assertThat(e.words()).contains("--identity"));
        }
    }

    @Test
    void anAgentDoesNotStartWithAnotherRegionsCertificate() throws Exception {
        pki("issue", "agent", "us-east", "--in", pki.toString());
        Path other = pki.resolve("agents/us-east");
        assertThatThrownBy(
                        () ->
                                Trust.open(
                                        new TrustFiles(
                                                other.resolve("agent.crt"),
                                                other.resolve("agent.key"),
                                                other.resolve("agents-authority.crt"),
                                                other.resolve("people-authority.crt"),
                                                null),
                                        "eu-central",
                                        refusals::add,
                                        NowSource.system()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is of agent us-east")
                .hasMessageContaining("pki issue agent eu-central");
    }

    private boolean refusedWithin(long seconds) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() < deadline) {
            try (AgentCalls ada = calls("people/ada")) {
                ada.verify();
            } catch (AgentException e) {
                return true;
            }
        }
        return false;
    }

    private void assertUnreachable(Identity identity, String words) {
        try (AgentCalls calls =
                new AgentCalls(Endpoint.parse("127.0.0.1:" + server.port(), identity))) {
            UnreachableException failed =
                    catchThrowableOfType(UnreachableException.class, calls::verify);
            assertThat(failed.words()).contains(words);
        }
    }

    private AgentCalls calls(String whose) {
        return new AgentCalls(
                Endpoint.parse("127.0.0.1:" + server.port(), Identity.read(pki.resolve(whose))));
    }

    private ManagedChannel channel(Identity identity) {
        ManagedChannel channel =
                Grpc.newChannelBuilder("127.0.0.1:" + server.port(), identity.credentials())
                        .overrideAuthority(Identity.AUTHORITY)
                        .build();
        channels.add(channel);
        return channel;
    }

    private static StreamObserver<ReadJournalResponse> ending(CompletableFuture<Status> end) {
        return new StreamObserver<>() {
            @Override
            public void onNext(ReadJournalResponse response) {}

            @Override
            public void onError(Throwable failure) {
                end.complete(Status.fromThrowable(failure));
            }

            @Override
            public void onCompleted() {
                end.complete(Status.OK);
            }
        };
    }

    private Refusal refusal() throws InterruptedException {
        Refusal told = refusals.poll(WAIT_SECONDS, TimeUnit.SECONDS);
        assertThat(told).as("a refusal that was told").isNotNull();
        return told;
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private Path fleet(String name, String region) {
        Path made = directory.resolve("pki-" + name);
        pki(
                "init",
                made.toString(),
                "--fleet",
                name,
                "--agent",
                region,
                "--person",
                "ada:operator");
        return made;
    }

    private void issuePerson(String name, String role) {
        pki("issue", "person", name, "--role", role, "--in", pki.toString());
    }

    private static void pki(String... arguments) {
        assertThat(pkiAt(Instant.now(), arguments)).isZero();
    }

    private static int pkiAt(Instant wall, String... arguments) {
        StringWriter out = new StringWriter();
        return PkiMain.run(
                new PrintWriter(out), new PrintWriter(out), () -> new Now(0, wall), arguments);
    }
}
