package dev.signalbox.agent.stream;

import dev.signalbox.v1.WatchRequest;
import dev.signalbox.v1.WatchResponse;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Takes messages only when told to. */
final class SlowWatcher implements ClientResponseObserver<WatchRequest, WatchResponse> {
    private final BlockingQueue<WatchResponse> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<ClientCallStreamObserver<WatchRequest>> call =
            new CompletableFuture<>();

    @Override
    public void beforeStart(ClientCallStreamObserver<WatchRequest> stream) {
        stream.disableAutoRequestWithInitial(0);
        call.complete(stream);
    }

    void request(int count) {
        call.join().request(count);
    }

    WatchResponse next() throws InterruptedException {
        WatchResponse next = received.poll(20, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("no message within 20 s");
        }
        return next;
    }

    @Override
    public void onNext(WatchResponse response) {
        received.add(response);
    }

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onCompleted() {}
}
