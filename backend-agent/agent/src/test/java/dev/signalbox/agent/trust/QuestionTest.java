package dev.signalbox.agent.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.change.Person;
import dev.signalbox.model.change.Role;
import dev.signalbox.model.trust.Peer;
import dev.signalbox.v1.AgentServiceGrpc;
import io.grpc.MethodDescriptor;
import org.junit.jupiter.api.Test;

class QuestionTest {

    @Test
    void everyMethodOfTheContractHasItsRole() {
        for (MethodDescriptor<?, ?> method : AgentServiceGrpc.getServiceDescriptor().getMethods()) {
            assertThat(Question.of(String.valueOf(method.getBareMethodName())))
                    .as(method.getFullMethodName())
                    .isPresent();
        }
    }

    @Test
    void whoLooksMayNotTouch() {
        Peer viewer = new Peer.SomePerson(new Person("vera", Role.VIEWER));
        for (Question question : Question.values()) {
            boolean reads =
                    switch (question) {
                        case WATCH,
                                READ_JOURNAL,
                                VERIFY_JOURNAL,
                                READ_CALLS,
                                LIST_JOURNALS,
                                READ_RECORDING ->
                                true;
                        case SET_BRAKE, SET_PIN, MAKE_PLAN, CHANGE_PLAN -> false;
                    };
            assertThat(question.refusal(viewer).isEmpty()).as(question.name()).isEqualTo(reads);
        }
    }

    @Test
    void operatorsAndThoseAboveMayEverythingHere() {
        for (Role role : new Role[] {Role.OPERATOR, Role.APPROVER, Role.ADMINISTRATOR}) {
            Peer peer = new Peer.SomePerson(new Person("ada", role));
            for (Question question : Question.values()) {
                assertThat(question.refusal(peer)).as(question + " for " + role).isEmpty();
            }
        }
    }

    @Test
    void agentsOnlyWatchAndReadJournals() {
        Peer agent = new Peer.Agent("eu-west");
        for (Question question : Question.values()) {
            boolean may = question == Question.WATCH || question == Question.READ_JOURNAL;
            assertThat(question.refusal(agent).isEmpty()).as(question.name()).isEqualTo(may);
        }
    }
}
