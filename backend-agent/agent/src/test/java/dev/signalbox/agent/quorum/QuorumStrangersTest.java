package dev.signalbox.agent.quorum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.agent.trust.Refusal;
import dev.signalbox.agent.trust.Trust;
import dev.signalbox.agent.trust.TrustFiles;
import dev.signalbox.model.quorum.FleetAnswer.Done;
import dev.signalbox.model.quorum.FleetCommand;
import dev.signalbox.model.time.NowSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is let into a quorum, and who is not. Two of three are good each time: they go on. */
class QuorumStrangersTest {

    private static final String A = "eu-central";
    private static final String B = "us-east";
    private static final String C = "us-west";

    private static final String FLEET = "acme";

    @TempDir Path directory;
    private final Queue<Refusal> refusals = new ConcurrentLinkedQueue<>();
    private final List<Trust> opened = new ArrayList<>();
    private int count;
    private TestAuthority agents;
    private TestAuthority people;

    @BeforeEach
    void signs() throws Exception {
        agents = new TestAuthority(directory.resolve("agents"), "agents");
        people = new TestAuthority(directory.resolve("people"), "people");
        revoke();
    }

    @AfterEach
    void ends() {
        opened.forEach(Trust::close);
    }

    @Test
    void membersWithCertificatesOfOneAuthorityDecideTogether() throws Exception {
        try (Members members = twoWithCertificates()) {
            members.tls.put(C, member(C));
            members.startAll();
            assertThat(members.decide(C, PinRules.pin("1", "x"))).isInstanceOf(Done.class);
            members.untilAlike();
        }
        assertThat(refusals).isEmpty();
    }

    @Test
    void aCertificateOfAnotherAuthorityIsNotBelieved() throws Exception {
        TestAuthority strangers = new TestAuthority(directory.resolve("strangers"), "strangers");
        theOthersGoOnWithoutC(
                strangers.issue(C, "agent", FLEET, new Everybody()),
                "signed by no authority of fleet acme");
    }

    @Test
    void anAgentOfAnotherFleetOfTheSameAuthorityIsNotBelieved() throws Exception {
        theOthersGoOnWithoutC(
                agents.issue(C, "agent", "other", new Everybody()),
                "us-west is of fleet other, not of acme");
    }

    @Test
    void aPersonIsNoMemberWhateverTheyMay() throws Exception {
        theOthersGoOnWithoutC(
                people.issue("ada", "administrator", FLEET, new Everybody()),
                "ada (administrator) is no agent");
    }

    @Test
    void aRevokedAgentIsNotBelieved() throws Exception {
        QuorumSettings.Tls taken = agents.issue(C, "agent", FLEET, new Everybody());
        revoke(C);
        theOthersGoOnWithoutC(taken, "the certificate was revoked at ");
    }

    @Test
    void anAgentThatIsRevokedWhileItTakesPartDecidesNothingMore() throws Exception {
        try (Members members = twoWithCertificates()) {
            members.tls.put(C, agents.issue(C, "agent", FLEET, new Everybody()));
            members.startAll();
            assertThat(members.decide(C, PinRules.pin("1", "x"))).isInstanceOf(Done.class);

            revoke(C);
            // It is looked for each second: until then what it asks for is done.
            Members.until(
                    "what it asks for is not done any more",
                    () -> !answers(members.get(C), PinRules.pin("again-" + count++, "y")));
            assertThat(told("the certificate was revoked at ")).isTrue();
            assertThat(members.decide(A, PinRules.pin("3", "z"))).isInstanceOf(Done.class);
            assertThat(members.get(B).state().pins()).hasSize(1);
        }
    }

    @Test
    void whoTalksInPlainIsNotHeard() throws Exception {
        try (Members members = twoWithCertificates()) {
            theOthersGoOnWithoutC(members);
        }
    }

    @Test
    void aMemberOfAnotherFleetIsNotHeard() throws Exception {
        try (Members members = new Members(directory, A, B, C)) {
            members.fleetNames.put(C, "another");
            theOthersGoOnWithoutC(members);
        }
    }

    private void theOthersGoOnWithoutC(QuorumSettings.Tls tls, String why) throws Exception {
        try (Members members = twoWithCertificates()) {
            members.tls.put(C, tls);
            theOthersGoOnWithoutC(members);
        }
        assertThat(told(why)).as(() -> why + " in " + refusals).isTrue();
        assertThat(refusals.stream().map(Refusal::who).distinct())
                .as("each of the two tells it once")
                .hasSizeLessThanOrEqualTo(2);
        assertThat(refusals.size()).isLessThanOrEqualTo(4);
    }

    private static boolean answers(RatisQuorum quorum, FleetCommand command) {
        try {
            return quorum.submit(command).get(20, TimeUnit.SECONDS) instanceof Done;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private boolean told(String why) {
        return refusals.stream()
                .anyMatch(
                        refusal ->
                                refusal.what().equals("quorum handshake")
                                        && refusal.sentence().contains(why));
    }

    private static void theOthersGoOnWithoutC(Members members) throws Exception {
        members.startAll();
        assertThat(members.decide(A, PinRules.pin("1", "x"))).isInstanceOf(Done.class);
        assertThat(members.decide(B, PinRules.pin("2", "y"))).isInstanceOf(Done.class);
        assertThatThrownBy(
                        () ->
                                members.get(C)
                                        .submit(PinRules.pin("3", "z"))
                                        .get(20, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("no answer from a quorum");
        assertThat(members.get(C).status().inTouch()).isFalse();
        assertThat(members.get(C).journal().last().sequence()).isZero();
        assertThat(members.get(A).journal().last().sequence()).isEqualTo(2);
        assertThat(members.fatal).isEmpty();
    }

    private Members twoWithCertificates() throws Exception {
        Members members = new Members(directory, A, B, C);
        members.tls.put(A, member(A));
        members.tls.put(B, member(B));
        return members;
    }

    /** A certificate of an agent, which believes as the product does. */
    private QuorumSettings.Tls member(String region) throws Exception {
        QuorumSettings.Tls issued = agents.issue(region, "agent", FLEET, new Everybody());
        Trust trust =
                Trust.open(
                        new TrustFiles(
                                issued.certificate(),
                                issued.key(),
                                agents.certificate(),
                                people.certificate(),
                                revoked()),
                        region,
                        refusals::add,
                        NowSource.system());
        opened.add(trust);
        return new QuorumSettings.Tls(issued.certificate(), issued.key(), trust.members());
    }

    private Path revoked() {
        return directory.resolve("revoked.crl");
    }

    private void revoke(String... regions) throws Exception {
        Path next = directory.resolve("next.crl");
        Files.writeString(next, agents.revoked(regions) + people.revoked());
        Files.move(next, revoked(), StandardCopyOption.REPLACE_EXISTING);
    }
}
