package dev.signalbox.agent.quorum;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.ratis.client.RaftClient;
import org.apache.ratis.conf.Parameters;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.proto.RaftProtos.CommitInfoProto;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.rpc.CallId;
import org.apache.ratis.server.DivisionInfo;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.util.ExitUtils;

/** One run of Ratis' server, and the way from here to whichever member leads. */
final class RatisMember implements AutoCloseable {

    /** Held here, or their levels would be forgotten with them. */
    private static final Logger RATIS = Logger.getLogger("org.apache.ratis");

    private static final Logger RATIS_GRPC = Logger.getLogger("org.apache.ratis.grpc");

    static {
        RATIS.setLevel(Level.WARNING);
        // Says many times a second that a member is away, which the standing says once.
        RATIS_GRPC.setLevel(Level.SEVERE);
        // Whether the process ends is the agent's business, not a library's.
        ExitUtils.disableSystemExit();
        ExitUtils.setTerminateOnUncaughtException(false);
    }

    private final RaftGroup group;
    private final RaftPeerId self;
    private final ClientId clientId = ClientId.randomId();
    private final FleetMachine machine;
    private final RaftServer server;
    private final RaftClient client;

    /**
     * Starts it.
     *
     * @param full false while it neither votes nor leads
     * @throws IOException when it does not start; the message says why
     */
    RatisMember(QuorumSettings settings, LogDirectory log, FleetMachine machine, boolean full)
            throws IOException {
        this.machine = machine;
        this.self = RaftPeerId.valueOf(settings.region());
        this.group = group(settings);
        RaftProperties properties = RatisProperties.of(settings, full);
        Parameters tls = RatisProperties.tls(settings);
        RaftServer built =
                RaftServer.newBuilder()
                        .setServerId(self)
                        .setGroup(group)
                        .setOption(
                                log.formatted()
                                        ? RaftStorage.StartupOption.RECOVER
                                        : RaftStorage.StartupOption.FORMAT)
                        .setStateMachine(machine)
                        .setProperties(properties)
                        .setParameters(
                                RatisProperties.server(settings, new Gate(full, settings.tls())))
                        .build();
        try {
            built.start();
        } catch (ExitUtils.ExitException e) {
            built.close();
            throw new IOException(
                    "fleet.listen "
                            + settings.listen()
                            + ": the quorum cannot listen there: "
                            + e.getCause()
                            + ". Free it or name another",
                    e);
        } catch (IOException e) {
            built.close();
            throw e;
        }
        this.server = built;
        this.client =
                RaftClient.newBuilder()
                        .setClientId(clientId)
                        .setRaftGroup(group)
                        .setProperties(properties)
                        .setParameters(tls)
                        .build();
    }

    /** The id of the group of this fleet: its name is all that makes it. */
    static UUID groupUuid(String fleetName) {
        return UUID.nameUUIDFromBytes(
                ("signalbox fleet " + fleetName).getBytes(StandardCharsets.UTF_8));
    }

    /** Ratis would look the address up, and ask the certificate for the name that it finds. */
    private static String numeric(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    private static RaftGroup group(QuorumSettings settings) {
        List<RaftPeer> peers = new ArrayList<>();
        peers.add(
                RaftPeer.newBuilder()
                        .setId(settings.region())
                        .setAddress(numeric(settings.reachable()))
                        .build());
        settings.others()
                .forEach(
                        (region, address) ->
                                peers.add(
                                        RaftPeer.newBuilder()
                                                .setId(region)
                                                .setAddress(numeric(address))
                                                .build()));
        return RaftGroup.valueOf(RaftGroupId.valueOf(groupUuid(settings.fleetName())), peers);
    }

    RaftServer.Division division() throws IOException {
        return server.getDivision(group.getGroupId());
    }

    /** Who leads as far as this member knows. */
    RaftPeerId leader() throws IOException {
        RaftPeerId leader = division().getInfo().getLeaderId();
        if (leader == null) {
            throw new IOException("no leader is known");
        }
        return leader;
    }

    /** Sends a command to {@code leader}, once. */
    CompletableFuture<RaftClientReply> send(RaftPeerId leader, byte[] command) throws IOException {
        RaftClientRequest request =
                RaftClientRequest.newBuilder()
                        .setClientId(clientId)
                        .setServerId(leader)
                        .setGroupId(group.getGroupId())
                        .setCallId(CallId.getAndIncrement())
                        .setMessage(Message.valueOf(ByteString.copyFrom(command)))
                        .setType(RaftClientRequest.writeRequestType())
                        .build();
        return leader.equals(self)
                ? server.submitClientRequestAsync(request)
                : client.getClientRpc().sendRequestAsyncUnordered(request);
    }

    /** The way to {@code leader} failed: the next one begins with a new connection. */
    void reconnect(RaftPeerId leader, Throwable cause) {
        if (!leader.equals(self)) {
            client.getClientRpc().handleException(leader, cause, true);
        }
    }

    /**
     * Whether all that was ever acknowledged is applied here: as much as the leader has confirmed,
     * by its own word in this run.
     */
    boolean caughtUp() throws IOException {
        RaftServer.Division division = division();
        DivisionInfo info = division.getInfo();
        RaftPeerId leader = info.getLeaderId();
        if (leader == null || !info.isFollower()) {
            return false;
        }
        long confirmed = -1;
        for (CommitInfoProto commit : division.getCommitInfos()) {
            if (commit.getServer().getId().equals(leader.toByteString())) {
                confirmed = commit.getCommitIndex();
            }
        }
        // An entry of the leader's own term is committed only after all before it.
        return confirmed >= 0
                && info.getLastAppliedIndex() >= confirmed
                && machine.getLastAppliedTermIndex().getTerm() == info.getCurrentTerm();
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            warn(e);
        }
        try {
            server.close();
        } catch (IOException e) {
            warn(e);
        }
    }

    private static void warn(IOException e) {
        System.getLogger(RatisMember.class.getName())
                .log(System.Logger.Level.WARNING, "closing the quorum: {0}", e.getMessage());
    }
}
