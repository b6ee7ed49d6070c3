package dev.signalbox.agent.quorum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.agent.journal.SqliteFleetStore;
import dev.signalbox.model.journal.HashChain;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.journal.Position;
import dev.signalbox.model.quorum.FleetAnswer;
import dev.signalbox.model.quorum.FleetAnswer.Code;
import dev.signalbox.model.quorum.FleetAnswer.Done;
import dev.signalbox.model.quorum.FleetAnswer.Refused;
import dev.signalbox.model.quorum.FleetCommand;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.ratis.client.RaftClient;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.retry.RetryPolicies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RatisQuorumTest {

    private static final String A = "eu-central";
    private static final String B = "us-east";
    private static final String C = "us-west";

    @TempDir Path directory;

    @Test
    void oneAloneDecidesAndKnowsItAfterARestart() throws Exception {
        try (Members members = Members.started(directory, A)) {
            assertThat(members.decide(A, PinRules.pin("1", "first")))
                    .isEqualTo(new Done(List.of("fleet-lab/1")));
            assertThat(members.decide(A, PinRules.stage("2", 0))).isInstanceOf(Done.class);
            String before = members.digest(A);
            members.stop(A);

            members.start(A);
            assertThat(members.digest(A)).isEqualTo(before);
            assertThat(members.get(A).state().table().epoch()).isEqualTo(1);
            assertThat(members.decide(A, PinRules.pin("1", "first")))
                    .as("the same command again")
                    .isEqualTo(new Done(List.of("fleet-lab/1")));
            assertThat(members.decide(A, PinRules.stage("3", 0)))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.code()).isEqualTo(Code.WRONG_EPOCH));
            assertThat(members.get(A).journal().last().sequence()).isEqualTo(2);
            assertThat(members.get(A).journal().verify().problems()).isEmpty();
        }
    }

    @Test
    void membersDecideAlikeWhoeverIsAskedAndOfTwoWithOneEpochOneWins() throws Exception {
        try (Members members = Members.started(directory, A, B, C)) {
            members.leader();
            AtomicInteger done = new AtomicInteger();
            try (ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 30; i++) {
                    String region = List.of(A, B, C).get(i % 3);
                    FleetCommand command = PinRules.stage("race-" + i, 0);
                    askers.execute(
                            () -> {
                                if (members.decide(region, command) instanceof Done) {
                                    done.incrementAndGet();
                                }
                            });
                }
            }
            assertThat(done.get()).isEqualTo(1);
            members.untilAlike();
            assertThat(members.get(B).state().table().epoch()).isEqualTo(1);
            QuorumStatus status = members.get(members.leader()).status();
            assertThat(status.members())
                    .extracting(QuorumStatus.Member::region)
                    .containsExactly(A, B, C);
            assertThat(status.members()).allMatch(QuorumStatus.Member::reachable);
        }
    }

    @Test
    void whoseClockIsWrongIsToldAndHeldUpNobody() throws Exception {
        try (Members members = Members.started(directory, A, B, C)) {
            String leader = members.leader();
            String asker = leader.equals(C) ? B : C;
            Instant ahead = PinRules.AT.plusSeconds(3_600);
            for (String through : List.of(leader, asker)) {
                assertThat(members.decide(through, PinRules.pin(through, "x", asker, ahead)))
                        .isInstanceOfSatisfying(
                                Refused.class,
                                refused -> {
                                    assertThat(refused.code()).isEqualTo(Code.INVALID);
                                    assertThat(refused.sentence())
                                            .contains("2026-03-01T04:00:00Z")
                                            .contains("2026-03-01T03:00:00Z")
                                            .endsWith("set the clock of " + asker + " (NTP)");
                                });
            }
            assertThat(members.get(leader).journal().last().sequence()).isZero();
            assertThat(members.decide(asker, PinRules.pin("late", "x"))).isInstanceOf(Done.class);
            assertThat(members.decide(asker, PinRules.pin("late", "x", asker, ahead)))
                    .as("what is done is answered however late it is asked again")
                    .isEqualTo(new Done(List.of("fleet-lab/1")));
            members.untilAlike();
        }
    }

    @Test
    void withoutItsLeaderTheOthersGoOnAndItCatchesUpLater() throws Exception {
        try (Members members = Members.started(directory, A, B, C)) {
            String first = members.leader();
            members.decide(first, PinRules.pin("before", "x"));
            members.stop(first);
            String other = first.equals(A) ? B : A;

            assertThat(members.decide(other, PinRules.pin("after", "y"))).isInstanceOf(Done.class);
            Members.until(
                    "the one that is gone is seen to be",
                    () -> {
                        QuorumStatus status = members.get(members.leader()).status();
                        return status.members().stream()
                                .anyMatch(m -> m.region().equals(first) && !m.reachable());
                    });

            members.start(first);
            members.untilAlike();
            assertThat(members.decide(first, PinRules.pin("before", "x")))
                    .isEqualTo(new Done(List.of("fleet-lab/1")));
        }
    }

    @Test
    void oneOfThreeAloneSaysThatThereIsNoQuorum() throws Exception {
        try (Members members = Members.started(directory, A, B, C)) {
            members.leader();
            members.stop(B);
            members.stop(C);
            Members.until("it noticed", () -> !members.get(A).status().inTouch());
            CompletableFuture<FleetAnswer> answer = members.get(A).submit(PinRules.pin("1", "x"));
            assertThatThrownBy(() -> answer.get(20, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("no answer from a quorum");
            assertThat(members.get(A).state().pins()).isEmpty();
        }
    }

    @Test
    void aCommandThatBreaksTheRulesIsInvalidEverywhereAndHarmsNobody() throws Exception {
        try (Members members = Members.started(directory, A, B, C)) {
            assertThat(members.decide(A, PinRules.pin("bad", "throw")))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.code()).isEqualTo(Code.INVALID));
            assertThat(members.decide(A, PinRules.pin("", "no name"))).isInstanceOf(Refused.class);
            assertThat(members.decide(B, PinRules.pin("good", "x"))).isInstanceOf(Done.class);
            members.untilAlike();
        }
    }

    @Test
    void copiesOfARegionsJournalHaveNeitherGapNorDuplicate() throws Exception {
        try (Members members = Members.started(directory, A, B, C)) {
            List<FleetCommand.Entry> entries = entries("eu-1", 10);
            assertThat(members.decide(A, sync("s1", entries.subList(0, 4))))
                    .isInstanceOf(Done.class);
            assertThat(members.decide(A, sync("s2", entries.subList(6, 10))))
                    .isEqualTo(new Refused(Code.GAP, "eu-1/7 does not follow: kept is up to 4"));
            // The answer to s1 was lost; the asker overlaps.
            assertThat(members.decide(B, sync("s3", entries.subList(2, 10))))
                    .isInstanceOfSatisfying(
                            Done.class, done -> assertThat(done.records()).hasSize(6));
            assertThat(members.decide(B, sync("s4", entries))).isEqualTo(new Done(List.of()));
            FleetCommand.Entry altered =
                    new FleetCommand.Entry(3, "altered", entries.get(3).hash());
            assertThat(members.decide(B, sync("s5", List.of(altered)))).isInstanceOf(Refused.class);
            members.untilAlike();
            assertThat(members.get(C).copies()).containsExactly(new Quorum.Copy(A, "eu-1", 10));
            assertThat(members.get(C).copy("eu-1").orElseThrow().verify().good()).isTrue();
            assertThat(members.get(C).copy("eu-1").orElseThrow().read(0, 99)).hasSize(10);
        }
    }

    @Test
    void whoWasAwayForLongAndWhoseLogIsDamagedGetASnapshot() throws Exception {
        try (Members members = Members.started(directory, A, B, C)) {
            members.decide(A, PinRules.pin("first", "x"));
            members.untilAlike();
            members.stop(C);
            // More than are kept without a snapshot, many at a time.
            try (ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int asker = 0; asker < 50; asker++) {
                    String prefix = "many-" + asker + "-";
                    askers.execute(
                            () -> {
                                for (int i = 0; i < 50; i++) {
                                    members.decide(A, PinRules.pin(prefix + i, "x"));
                                }
                            });
                }
            }
            try (Stream<Path> files = Files.list(members.segments(C))) {
                Path segment =
                        files.filter(f -> f.getFileName().toString().startsWith("log_"))
                                .findFirst()
                                .orElseThrow();
                try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
                    file.seek(20);
                    file.write(file.read() ^ 1);
                }
            }
            members.start(C);
            // Nobody leads anew: the leader believes C, not what C once confirmed.
            members.untilAlike();
            try (Stream<Path> files = Files.list(members.log(C).getParent())) {
                assertThat(files.map(f -> f.getFileName().toString()))
                        .anyMatch(name -> name.startsWith("quorum-damaged-"));
            }
            Members.until(
                    "it votes again", () -> !Files.exists(members.log(C).resolve("catching-up")));
            members.stop(A);
            assertThat(members.decide(C, PinRules.pin("with C", "x"))).isInstanceOf(Done.class);
            assertThat(members.get(C).journal().verify().problems()).isEmpty();
            assertThat(members.fatal).isEmpty();
        }
    }

    @Test
    void oneAloneWhoseLogIsDamagedGoesOnFromItsStore() throws Exception {
        try (Members members = Members.started(directory, A)) {
            members.decide(A, PinRules.pin("1", "x"));
            members.decide(A, PinRules.stage("2", 0));
            String before = members.digest(A);
            members.stop(A);
            try (Stream<Path> files = Files.list(members.segments(A))) {
                for (Path file : files.filter(f -> f.toString().contains("log_")).toList()) {
                    Files.write(file, new byte[] {1, 2, 3});
                }
            }
            members.start(A);
            assertThat(members.digest(A)).isEqualTo(before);
            assertThat(members.decide(A, PinRules.stage("3", 1))).isInstanceOf(Done.class);
            assertThat(members.get(A).state().table().epoch()).isEqualTo(2);
        }
    }

    @Test
    void whoCannotWriteAnyMoreHaltsAndHasAnsweredNothing() throws Exception {
        try (Members members = new Members(directory, A)) {
            BrokenStore store =
                    new BrokenStore(
                            SqliteFleetStore.open(
                                    directory.resolve("broken"), QuorumSettings.journalId("lab")));
            members.start(A, store);
            assertThat(members.decide(A, PinRules.pin("1", "x"))).isInstanceOf(Done.class);
            store.broken = true;
            CompletableFuture<FleetAnswer> answer = members.get(A).submit(PinRules.pin("2", "y"));
            Members.until("it is told to halt", members::halted);
            assertThatThrownBy(() -> answer.get(20, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class);
            assertThat(members.fatal)
                    .containsExactly(
                            "the fleet's store cannot be written: no space left on device");
            assertThat(members.get(A).state().position().sequence()).isEqualTo(1);
        }
    }

    @Test
    void whoHoldsAConnectionMayNotChangeTheMembership() throws Exception {
        try (Members members = Members.started(directory, A)) {
            members.leader();
            RaftPeer peer = RaftPeer.newBuilder().setId(A).setAddress(members.address(A)).build();
            RaftPeer stranger =
                    RaftPeer.newBuilder().setId("stranger").setAddress("127.0.0.1:1").build();
            try (RaftClient client =
                    RaftClient.newBuilder()
                            .setRaftGroup(
                                    RaftGroup.valueOf(
                                            RaftGroupId.valueOf(RatisMember.groupUuid("lab")),
                                            peer))
                            .setProperties(new RaftProperties())
                            .setRetryPolicy(RetryPolicies.noRetry())
                            .build()) {
                assertThatThrownBy(() -> client.admin().setConfiguration(List.of(peer, stranger)))
                        .hasStackTraceContaining("those of its configuration");
            }
            assertThat(members.decide(A, PinRules.pin("1", "x"))).isInstanceOf(Done.class);
        }
    }

    private static FleetCommand sync(String id, List<FleetCommand.Entry> entries) {
        return new FleetCommand.Sync(new FleetCommand.Ask(id, A, PinRules.AT), A, "eu-1", entries);
    }

    private static List<FleetCommand.Entry> entries(String journalId, int count) {
        List<FleetCommand.Entry> entries = new ArrayList<>();
        Position position = Position.start(journalId);
        for (int i = 1; i <= count; i++) {
            String body = "{\"n\":" + i + "}";
            JournalEntry entry = HashChain.append(position, body.getBytes(StandardCharsets.UTF_8));
            entries.add(new FleetCommand.Entry(i, body, entry.hash()));
            position = entry.position();
        }
        return entries;
    }
}
