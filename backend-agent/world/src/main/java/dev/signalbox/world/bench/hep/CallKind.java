package dev.signalbox.world.bench.hep;

import static dev.signalbox.world.bench.hep.Move.*;

import java.util.List;
import java.util.stream.Stream;

/**
 * What becomes of a call, and how often: a mix as carriers' legs of voice AI see it. Two thirds are
 * answered; the rest is busy, not picked up, given up, refused. All messages are of legs that are
 * tracked: the cheap ones of a proxy's other leg, half of what real mirrors send, are left out.
 */
enum CallKind {
    CALLER_ENDS(285, List.of(INVITE, TRYING, RINGING, ANSWER, ACK), List.of(BYE, BYE_TAKEN)),
    CALLED_ENDS(
            180,
            List.of(INVITE, TRYING, RINGING, ANSWER, ACK),
            List.of(BYE_OF_CALLED, BYE_OF_CALLED_TAKEN)),
    EARLY_MEDIA(100, List.of(INVITE, TRYING, PROGRESS, ANSWER, ACK), List.of(BYE, BYE_TAKEN)),
    CHALLENGED(
            60,
            List.of(
                    INVITE,
                    TRYING,
                    CHALLENGE,
                    ACK_OF_FAILURE,
                    INVITE_WITH_CREDENTIALS,
                    TRYING,
                    RINGING,
                    ANSWER,
                    ACK),
            List.of(BYE, BYE_TAKEN)),
    RELIABLE_PROGRESS(
            20,
            List.of(INVITE, TRYING, PROGRESS, PRACK, PRACK_TAKEN, ANSWER, ACK),
            List.of(BYE, BYE_TAKEN)),
    HELD(
            40,
            List.of(INVITE, TRYING, RINGING, ANSWER, ACK),
            List.of(HOLD, HOLD_TAKEN, HOLD_ACK, BYE, BYE_TAKEN)),
    REFRESHED(
            30,
            List.of(INVITE, TRYING, RINGING, ANSWER, ACK),
            List.of(UPDATE, UPDATE_TAKEN, BYE_OF_CALLED, BYE_OF_CALLED_TAKEN)),
    KEYS_PRESSED(
            15,
            List.of(INVITE, TRYING, RINGING, ANSWER, ACK),
            List.of(INFO, INFO_TAKEN, INFO, INFO_TAKEN, BYE, BYE_TAKEN)),
    TRANSFERRED(
            5,
            List.of(INVITE, TRYING, RINGING, ANSWER, ACK),
            List.of(REFER, REFER_TAKEN, NOTIFY, NOTIFY_TAKEN, BYE, BYE_TAKEN)),
    INVITE_REPEATED(
            20, List.of(INVITE, INVITE, TRYING, RINGING, ANSWER, ACK), List.of(BYE, BYE_TAKEN)),
    ANSWER_REPEATED(
            15,
            List.of(INVITE, TRYING, RINGING, RINGING, ANSWER, ANSWER, ACK, ACK),
            List.of(BYE, BYE, BYE_TAKEN)),
    /** The mirror showed the response before its INVITE. */
    REORDERED(5, List.of(TRYING, INVITE, RINGING, ANSWER, ACK), List.of(BYE, BYE_TAKEN)),
    /** The mirror lost the answer; the ACK proves it. */
    ANSWER_NOT_MIRRORED(5, List.of(INVITE, TRYING, RINGING, ACK), List.of(BYE, BYE_TAKEN)),
    FORKED(
            10,
            List.of(
                    INVITE,
                    TRYING,
                    RINGING,
                    ANSWER,
                    ACK,
                    FORK_ANSWER,
                    FORK_ACK,
                    FORK_BYE,
                    FORK_BYE_TAKEN),
            List.of(BYE, BYE_TAKEN)),
    ENGAGED(60, List.of(INVITE, TRYING, BUSY, ACK_OF_FAILURE), List.of()),
    NOT_PICKED_UP(50, List.of(INVITE, TRYING, RINGING, NO_ANSWER, ACK_OF_FAILURE), List.of()),
    GIVEN_UP(
            55,
            List.of(INVITE, TRYING, RINGING, CANCEL, CANCEL_TAKEN, TERMINATED, ACK_OF_FAILURE),
            List.of()),
    UNKNOWN_NUMBER(15, List.of(INVITE, TRYING, NOT_FOUND, ACK_OF_FAILURE), List.of()),
    REFUSED_BY_CALLED(10, List.of(INVITE, TRYING, RINGING, DECLINED, ACK_OF_FAILURE), List.of()),
    OVERLOADED(7, List.of(INVITE, TRYING, UNAVAILABLE, ACK_OF_FAILURE), List.of()),
    BROKEN(3, List.of(INVITE, TRYING, CARRIER_ERROR, ACK_OF_FAILURE), List.of()),
    /** No call: the SBC asks whether the carrier is there. */
    PING(10, List.of(OPTIONS, OPTIONS_TAKEN), List.of());

    /** Of a thousand. */
    final int perMille;

    /** Until the call is up, or over when it never is. */
    @SuppressWarnings("ImmutableEnumChecker") // List.of
    final List<Move> setup;

    /** From the first message after the talking; empty when nobody talks. */
    @SuppressWarnings("ImmutableEnumChecker") // List.of
    final List<Move> later;

    CallKind(int perMille, List<Move> setup, List<Move> later) {
        this.perMille = perMille;
        this.setup = setup;
        this.later = later;
    }

    boolean isAnswered() {
        return !later.isEmpty();
    }

    List<Move> moves() {
        return Stream.concat(setup.stream(), later.stream()).toList();
    }
}
