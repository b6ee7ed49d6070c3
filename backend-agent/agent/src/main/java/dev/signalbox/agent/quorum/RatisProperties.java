package dev.signalbox.agent.quorum;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.RaftConfigKeys;
import org.apache.ratis.client.RaftClientConfigKeys;
import org.apache.ratis.conf.Parameters;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.grpc.GrpcConfigKeys;
import org.apache.ratis.grpc.GrpcTlsConfig;
import org.apache.ratis.security.TlsConf.CertificatesConf;
import org.apache.ratis.security.TlsConf.PrivateKeyConf;
import org.apache.ratis.server.RaftServerConfigKeys;
import org.apache.ratis.server.RaftServerConfigKeys.Log.CorruptionPolicy;
import org.apache.ratis.util.SizeInBytes;
import org.apache.ratis.util.TimeDuration;

/** Ratis as a fleet of agents needs it: durable before fast, small before fast, closed. */
final class RatisProperties {

    private static final SizeInBytes ENTRY_MAX = SizeInBytes.valueOf("1MB");
    // Ratis wants it one MB larger than the largest entry, at the least.
    private static final SizeInBytes MESSAGE_MAX = SizeInBytes.valueOf("3MB");
    private static final SizeInBytes SEGMENT_MAX = SizeInBytes.valueOf("4MB");
    private static final SizeInBytes FREE_SPACE_MIN = SizeInBytes.valueOf("64MB");
    private static final int SEGMENTS_CACHED = 2;
    private static final long SNAPSHOT_EVERY_ENTRIES = 1_000;
    private static final int SNAPSHOTS_KEPT = 2;
    private static final int PURGE_GAP_ENTRIES = 256;
    private static final int PENDING_MAX = 1_024;
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration SLEPT_MAX = Duration.ofDays(30);
    private static final Duration NEVER = Duration.ofHours(1);

    private RatisProperties() {}

    /**
     * @param candidate false while this member may not lead
     */
    static RaftProperties of(QuorumSettings settings, boolean candidate) {
        RaftProperties properties = new RaftProperties();
        // The default is under the system's temporary folder.
        RaftServerConfigKeys.setStorageDir(properties, List.of(settings.directory().toFile()));
        RaftServerConfigKeys.setStorageFreeSpaceMin(properties, FREE_SPACE_MIN);
        RaftConfigKeys.Rpc.setType(properties, new MemberTransport());
        // By default a member that slept for a minute (a suspended host) closes itself. It is no
        // danger to anybody: nothing here rests on clocks.
        RaftServerConfigKeys.setCloseThreshold(properties, time(SLEPT_MAX));
        log(properties);
        memory(properties);
        snapshots(properties);
        elections(properties, settings, candidate);
        traffic(properties, settings);
        return properties;
    }

    private static void log(RaftProperties properties) {
        // The other policy starts with what it can read and may drop acknowledged entries: the
        // scrub before the start cuts what was never finished, and nothing else.
        RaftServerConfigKeys.Log.setCorruptionPolicy(properties, CorruptionPolicy.EXCEPTION);
        // Both acknowledge what is not on the disk, or not known to be.
        RaftServerConfigKeys.Log.setUnsafeFlushEnabled(properties, false);
        RaftServerConfigKeys.Log.setAsyncFlushEnabled(properties, false);
        RaftServerConfigKeys.Log.StateMachineData.setSync(properties, true);
        RaftServerConfigKeys.Log.setSegmentSizeMax(properties, SEGMENT_MAX);
        RaftServerConfigKeys.Log.setPreallocatedSize(properties, SizeInBytes.ONE_MB);
        RaftServerConfigKeys.Log.setPurgeUptoSnapshotIndex(properties, true);
        RaftServerConfigKeys.Log.setPurgeGap(properties, PURGE_GAP_ENTRIES);
    }

    private static void memory(RaftProperties properties) {
        RaftServerConfigKeys.Log.setSegmentCacheNumMax(properties, SEGMENTS_CACHED);
        RaftServerConfigKeys.Log.setSegmentCacheSizeMax(properties, SizeInBytes.valueOf("8MB"));
        RaftServerConfigKeys.Log.setWriteBufferSize(properties, SizeInBytes.valueOf("2MB"));
        RaftServerConfigKeys.Log.setQueueByteLimit(properties, SizeInBytes.valueOf("8MB"));
        RaftServerConfigKeys.Log.Appender.setBufferByteLimit(properties, ENTRY_MAX);
        RaftServerConfigKeys.Write.setByteLimit(properties, SizeInBytes.valueOf("8MB"));
        RaftServerConfigKeys.Write.setElementLimit(properties, PENDING_MAX);
        RaftServerConfigKeys.ThreadPool.setProxySize(properties, 4);
        RaftServerConfigKeys.ThreadPool.setServerSize(properties, 4);
        RaftServerConfigKeys.ThreadPool.setClientSize(properties, 4);
        GrpcConfigKeys.Server.setAsyncRequestThreadPoolSize(properties, 4);
        GrpcConfigKeys.Server.setBossGroupSize(properties, 1);
        GrpcConfigKeys.Server.setWorkerGroupSize(properties, 2);
        GrpcConfigKeys.Client.setWorkerGroupSize(properties, 1);
    }

    private static void snapshots(RaftProperties properties) {
        // Off by default: the log would grow for ever.
        RaftServerConfigKeys.Snapshot.setAutoTriggerEnabled(properties, true);
        RaftServerConfigKeys.Snapshot.setAutoTriggerThreshold(properties, SNAPSHOT_EVERY_ENTRIES);
        RaftServerConfigKeys.Snapshot.setRetentionFileNum(properties, SNAPSHOTS_KEPT);
        RaftServerConfigKeys.Log.Appender.setInstallSnapshotEnabled(properties, true);
        RaftServerConfigKeys.Log.Appender.setSnapshotChunkSizeMax(properties, ENTRY_MAX);
    }

    private static void elections(
            RaftProperties properties, QuorumSettings settings, boolean candidate) {
        Duration min = candidate ? settings.electionMin() : NEVER;
        Duration max = candidate ? settings.electionMax() : NEVER.plusSeconds(1);
        RaftServerConfigKeys.Rpc.setTimeoutMin(properties, time(min));
        RaftServerConfigKeys.Rpc.setTimeoutMax(properties, time(max));
        RaftServerConfigKeys.Rpc.setFirstElectionTimeoutMin(properties, time(min));
        RaftServerConfigKeys.Rpc.setFirstElectionTimeoutMax(properties, time(max));
        RaftServerConfigKeys.Rpc.setRequestTimeout(properties, time(REQUEST_TIMEOUT));
        RaftServerConfigKeys.LeaderElection.setPreVote(properties, true);
        // Off by default; without it a leader that was cut off goes on answering reads. We decide
        // by command, and read only what was applied here: the lease is the second lock.
        RaftServerConfigKeys.Read.setLeaderLeaseEnabled(properties, true);
    }

    private static void traffic(RaftProperties properties, QuorumSettings settings) {
        GrpcConfigKeys.Server.setHost(properties, settings.listen().getAddress().getHostAddress());
        GrpcConfigKeys.Server.setPort(properties, settings.listen().getPort());
        GrpcConfigKeys.setMessageSizeMax(properties, MESSAGE_MAX);
        GrpcConfigKeys.setFlowControlWindow(properties, SizeInBytes.ONE_MB);
        RaftClientConfigKeys.Rpc.setRequestTimeout(properties, time(REQUEST_TIMEOUT));
    }

    private static TimeDuration time(Duration duration) {
        return TimeDuration.valueOf(duration.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Certificates, both ways. */
    static Parameters tls(QuorumSettings settings) {
        Parameters parameters = new Parameters();
        QuorumSettings.Tls tls = settings.tls();
        if (tls != null) {
            GrpcConfigKeys.TLS.setConf(
                    parameters,
                    GrpcTlsConfig.newBuilder()
                            .setPrivateKey(new PrivateKeyConf(tls.key().toFile()))
                            .setKeyCertificates(new CertificatesConf(tls.certificate().toFile()))
                            .setTrustManager(tls.members())
                            .setMutualTls(true)
                            .build());
        }
        return parameters;
    }

    /** As {@link #tls}, with the gate before the server's port. */
    static Parameters server(QuorumSettings settings, Gate gate) {
        Parameters parameters = tls(settings);
        GrpcConfigKeys.Server.setServicesCustomizer(parameters, gate);
        return parameters;
    }
}
