package dev.signalbox.agent.stream;

import dev.signalbox.model.journal.JournalSource;
import dev.signalbox.v1.ReadJournalRequest;
import dev.signalbox.v1.ReadJournalResponse;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;

/** One feed for each journal that somebody reads. */
final class JournalFeeds {

    private final JournalShelf shelf;
    private final ScheduledExecutorService thread;
    private final Map<String, JournalFeed> feeds = new ConcurrentHashMap<>();

    JournalFeeds(JournalShelf shelf, ScheduledExecutorService thread) {
        this.shelf = shelf;
        this.thread = thread;
    }

    /** A client begins to read. Called on the thread of its call. */
    void add(ReadJournalRequest request, ServerCallStreamObserver<ReadJournalResponse> call) {
        Optional<JournalSource> source = source(request.getJournalId());
        if (source.isEmpty()) {
            call.onError(
                    Status.NOT_FOUND
                            .withDescription(
                                    "this agent does not hold journal " + request.getJournalId())
                            .asRuntimeException());
            return;
        }
        JournalSource journal = source.get();
        feeds.computeIfAbsent(journal.last().journalId(), _ -> new JournalFeed(journal, thread))
                .add(request, call);
    }

    /** The journal with that id, the own region's when it is empty. */
    Optional<JournalSource> source(String journalId) {
        return journalId.isEmpty() ? Optional.of(shelf.own()) : shelf.find(journalId);
    }
}
