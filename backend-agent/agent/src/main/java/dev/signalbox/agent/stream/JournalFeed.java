package dev.signalbox.agent.stream;

import dev.signalbox.model.contract.ContractMapper;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.journal.JournalSource;
import dev.signalbox.model.journal.Position;
import dev.signalbox.v1.ReadJournalRequest;
import dev.signalbox.v1.ReadJournalResponse;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Sends journal records to those who read or follow. A reader's place is a sequence number: a slow
 * one is not queued for, it is read for again when it is ready.
 */
final class JournalFeed {

    /** A message ends with the record that brings it to this size. */
    static final int BATCH_BYTES = 16 * 1024;

    /** New records wait this long for others to travel with. */
    static final long BATCH_MILLIS = 20;

    static final int READERS_MAX = 64;
    private static final int READ_RECORDS = 256;

    /** After this many records another reader has its turn. */
    private static final int TURN_RECORDS = 4 * READ_RECORDS;

    private static final System.Logger LOG = System.getLogger(JournalFeed.class.getName());

    private final JournalSource journal;
    private final ScheduledExecutorService thread;
    private final AtomicBoolean wakePending = new AtomicBoolean();

    /** Only touched on {@link #thread}. */
    private final Set<Reader> readers = new HashSet<>();

    /**
     * @param thread runs one task at a time; reads the journal, so nothing urgent waits behind it
     */
    JournalFeed(JournalSource journal, ScheduledExecutorService thread) {
        this.journal = journal;
        this.thread = thread;
        journal.onAppend(this::appended);
    }

    /** A client begins to read. Called on the thread of its call. */
    void add(ReadJournalRequest request, ServerCallStreamObserver<ReadJournalResponse> call) {
        Reader reader = new Reader(call, request.getFollow());
        call.setOnReadyHandler(() -> submit(() -> resume(reader)));
        call.setOnCancelHandler(() -> submit(() -> readers.remove(reader)));
        submit(() -> guarded(reader, () -> admit(reader, request)));
    }

    private void appended() {
        if (wakePending.compareAndSet(false, true)) {
            try {
                var _ = thread.schedule(this::wake, BATCH_MILLIS, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException _) {
                wakePending.set(false);
            }
        }
    }

    private void wake() {
        wakePending.set(false);
        List.copyOf(readers).forEach(this::resume);
    }

    private void submit(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException _) {
            // The server is closing: every call is ended by gRPC.
        }
    }

    private void resume(Reader reader) {
        if (readers.contains(reader)) {
            guarded(reader, () -> pump(reader));
        }
    }

    private void guarded(Reader reader, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            readers.remove(reader);
            LOG.log(Level.WARNING, "a journal reader was ended", e);
            reader.call.onError(
                    Status.INTERNAL
                            .withDescription("the journal cannot be read: " + e.getMessage())
                            .asRuntimeException());
        }
    }

    private void admit(Reader reader, ReadJournalRequest request) {
        if (reader.call.isCancelled()) {
            return;
        }
        if (readers.size() >= READERS_MAX) {
            refuse(
                    reader,
                    Status.RESOURCE_EXHAUSTED,
                    "this agent serves at most " + READERS_MAX + " journal readers");
            return;
        }
        Position last = journal.last();
        if (request.hasAfter()) {
            Position after = ContractMapper.fromContract(request.getAfter());
            String problem = problem(after, last);
            if (!problem.isEmpty()) {
                refuse(reader, Status.FAILED_PRECONDITION, problem);
                return;
            }
            reader.sequence = after.sequence();
        } else if (request.getNewest() > 0) {
            reader.sequence = Math.max(0, last.sequence() - request.getNewest());
        }
        readers.add(reader);
        pump(reader);
    }

    /** Why nothing can be read from {@code after}; empty when it can. */
    private String problem(Position after, Position last) {
        if (!after.journalId().equals(last.journalId())) {
            return "this agent's journal is " + last.journalId() + ", not " + after.journalId();
        }
        if (after.sequence() < 0 || after.sequence() > last.sequence()) {
            return "journal "
                    + last.journalId()
                    + " ends at "
                    + last.sequence()
                    + ", before "
                    + after.sequence();
        }
        if (after.hash().isEmpty()) {
            return "";
        }
        String hash =
                after.sequence() == 0
                        ? Position.GENESIS
                        : journal.read(after.sequence() - 1, 1).getFirst().hash();
        return hash.equals(after.hash())
                ? ""
                : "record "
                        + after.sequence()
                        + " of journal "
                        + last.journalId()
                        + " is another one than the reader has";
    }

    private static void refuse(Reader reader, Status status, String words) {
        reader.call.onError(status.withDescription(words).asRuntimeException());
    }

    private void pump(Reader reader) {
        int sent = 0;
        while (reader.call.isReady() && !reader.call.isCancelled()) {
            if (sent >= TURN_RECORDS) {
                submit(() -> resume(reader));
                return;
            }
            List<JournalEntry> entries = journal.read(reader.sequence, READ_RECORDS);
            if (entries.isEmpty()) {
                if (!reader.follow) {
                    readers.remove(reader);
                    reader.call.onCompleted();
                }
                return;
            }
            sent += batch(reader, entries);
        }
    }

    /** Sends one message with the first of these entries; returns how many. */
    private static int batch(Reader reader, List<JournalEntry> entries) {
        ReadJournalResponse.Builder batch =
                ReadJournalResponse.newBuilder().setJournalId(entries.getFirst().journalId());
        int bytes = 0;
        int count = 0;
        while (count < entries.size() && bytes < BATCH_BYTES) {
            JournalEntry entry = entries.get(count);
            batch.addEntries(ContractMapper.toContract(entry));
            bytes += entry.body().length + entry.hash().length();
            count++;
        }
        reader.sequence = entries.get(count - 1).sequence();
        reader.call.onNext(batch.build());
        return count;
    }

    private static final class Reader {
        private final ServerCallStreamObserver<ReadJournalResponse> call;
        private final boolean follow;
        private long sequence;

        Reader(ServerCallStreamObserver<ReadJournalResponse> call, boolean follow) {
            this.call = call;
            this.follow = follow;
        }
    }
}
