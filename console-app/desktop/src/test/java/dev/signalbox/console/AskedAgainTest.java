package dev.signalbox.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.ctl.connection.Endpoint;
import dev.signalbox.dashboards.command.Reply;
import dev.signalbox.model.target.Target;
import dev.signalbox.v1.AgentServiceGrpc;
import dev.signalbox.v1.ChangePlanRequest;
import dev.signalbox.v1.ChangePlanResponse;
import dev.signalbox.v1.SetPinRequest;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What one agent may or may not have done is asked of the next one under the same name. */
@Timeout(60)
class AskedAgainTest {

    private final List<String> ids = new CopyOnWriteArrayList<>();
    private Server silent;
    private Server well;
    private AgentCommands commands;

    @BeforeEach
    void listen() throws IOException {
        silent = server(true);
        well = server(false);
        commands = new AgentCommands(List.of(endpoint(silent), endpoint(well)), "olga");
    }

    @AfterEach
    void end() {
        commands.close();
        silent.shutdownNow();
        well.shutdownNow();
    }

    @Test
    void aStepKeepsItsNameAndTheNextHasAnother() throws Exception {
        assertThat(approved()).isInstanceOf(Reply.Done.class);
        assertThat(approved()).isInstanceOf(Reply.Done.class);
        assertThat(ids).hasSize(4).doesNotContain("");
        assertThat(ids.get(1)).isEqualTo(ids.get(0));
        assertThat(ids.get(3)).isEqualTo(ids.get(2)).isNotEqualTo(ids.get(0));
    }

    @Test
    void aPinKeepsItsName() throws Exception {
        commands.pin(new Target.Trunk("eu-central", "a"), "storm", Duration.ofHours(1))
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
        assertThat(ids).hasSize(2).doesNotContain("");
        assertThat(ids.stream().distinct()).hasSize(1);
    }

    private Reply approved() throws Exception {
        return commands.approve("fleet-demo/1", "1a2b3c4d")
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    private Server server(boolean noQuorum) throws IOException {
        return NettyServerBuilder.forAddress(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(
                        new AgentServiceGrpc.AgentServiceImplBase() {
                            @Override
                            public void changePlan(
                                    ChangePlanRequest request,
                                    StreamObserver<ChangePlanResponse> call) {
                                answer(request.getRequestId(), call);
                            }

                            @Override
                            public void setPin(
                                    SetPinRequest request,
                                    StreamObserver<ChangePlanResponse> call) {
                                answer(request.getRequestId(), call);
                            }

                            private void answer(
                                    String id, StreamObserver<ChangePlanResponse> call) {
                                ids.add(id);
                                if (noQuorum) {
                                    call.onError(Status.UNAVAILABLE.asRuntimeException());
                                    return;
                                }
                                call.onNext(
                                        ChangePlanResponse.newBuilder()
                                                .addRecords("fleet-demo/2")
                                                .build());
                                call.onCompleted();
                            }
                        })
                .build()
                .start();
    }

    private static Endpoint endpoint(Server server) {
        return Endpoint.parse("127.0.0.1:" + server.getPort());
    }
}
