package dev.signalbox.agent.quorum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.model.quorum.FleetAnswer.Done;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is let into a quorum, and who is not. Two of three are good each time: they go on. */
class QuorumStrangersTest {

    private static final String A = "eu-central";
    private static final String B = "us-east";
    private static final String C = "us-west";

    @TempDir Path directory;
    private TestAuthority agents;

    @BeforeEach
    void signs() throws Exception {
        agents = new TestAuthority(directory.resolve("agents"), "agents");
    }

    @Test
    void membersWithCertificatesOfOneAuthorityDecideTogether() throws Exception {
        try (Members members = twoWithCertificates()) {
            members.tls.put(C, agents.agent(C, agents));
            members.startAll();
            assertThat(members.decide(C, PinRules.pin("1", "x"))).isInstanceOf(Done.class);
            members.untilAlike();
        }
    }

    @Test
    void aCertificateOfAnotherAuthorityIsNotBelieved() throws Exception {
        try (Members members = twoWithCertificates()) {
            TestAuthority strangers =
                    new TestAuthority(directory.resolve("strangers"), "strangers");
            members.tls.put(C, strangers.agent(C, agents));
            theOthersGoOnWithoutC(members);
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
        members.tls.put(A, agents.agent(A, agents));
        members.tls.put(B, agents.agent(B, agents));
        return members;
    }
}
