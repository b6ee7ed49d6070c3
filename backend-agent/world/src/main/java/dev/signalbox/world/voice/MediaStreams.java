package dev.signalbox.world.voice;

import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.world.traffic.CallPlan;
import dev.signalbox.world.traffic.Codec;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The two RTP streams of an answered call, as the RTCP sender reports of both sides tell of them
 * (RFC 3550 section 6.4.1), written as JSON the way rtpengine and Homer do. No RTP is sent. Reports
 * carry the SIP addresses of their hosts: everything here shares one loopback address, and ports
 * are what tells the sides apart.
 */
final class MediaStreams {

    private static final long REPORT_MILLIS = 2_000;
    private static final int PACKETS_PER_SECOND = 50;
    private static final int PAYLOAD_OCTETS = 160;
    private static final long NTP_EPOCH_OFFSET_SECONDS = 2_208_988_800L;
    private static final double GOOD_LOSS_RATIO_MAX = 0.004;

    private final CallPlan plan;
    private final IpEndpoint own;
    private final TrunkLine trunk;
    private final Surroundings around;
    private final SplittableRandom random;
    private final Side region;
    private final Side carrier;
    private boolean voiced = true;
    private boolean stopped;
    private long countedAtNanos;

    /** What one side sends, and what of it is lost on the way. */
    private static final class Side {
        private final long ssrc;
        private double sent;
        private double sentAtLastReport;
        private double lost;

        Side(long ssrc) {
            this.ssrc = ssrc;
        }
    }

    MediaStreams(CallPlan plan, IpEndpoint own, TrunkLine trunk, Surroundings around) {
        this.plan = plan;
        this.own = own;
        this.trunk = trunk;
        this.around = around;
        this.random = new SplittableRandom(plan.seed() ^ 0x52544350L);
        this.region = new Side(random.nextInt() & 0xffff_ffffL);
        this.carrier = new Side(random.nextInt() & 0xffff_ffffL);
    }

    /** Media flows and is reported, until {@link #stop}. */
    void start(long now, Supplier<MediaCondition> condition) {
        countedAtNanos = now;
        after(now, REPORT_MILLIS / 2 + random.nextLong(REPORT_MILLIS / 2), condition);
    }

    void voiced(long now, boolean becomes) {
        count(now);
        voiced = becomes;
    }

    void stop() {
        stopped = true;
    }

    private void after(long now, long millis, Supplier<MediaCondition> condition) {
        around.schedule()
                .at(
                        now + TimeUnit.MILLISECONDS.toNanos(millis),
                        at -> {
                            if (!stopped) {
                                report(at, condition.get());
                                after(at, REPORT_MILLIS, condition);
                            }
                        });
    }

    private void count(long now) {
        double packets = (now - countedAtNanos) * 1e-9 * PACKETS_PER_SECOND;
        carrier.sent += packets;
        region.sent += voiced ? packets : 0;
        countedAtNanos = now;
    }

    private void report(long now, MediaCondition condition) {
        count(now);
        String regionSays = json(now, region, carrier, condition);
        mirror(own, trunk.endpoint(), now, regionSays);
        // A frozen carrier says nothing, not even this.
        if (!trunk.frozen()) {
            mirror(trunk.endpoint(), own, now, json(now, carrier, region, condition));
        }
    }

    private void mirror(IpEndpoint source, IpEndpoint destination, long now, String json) {
        around.mirror().report(source, destination, now, plan.callId(), json);
    }

    private String json(long now, Side sender, Side heard, MediaCondition condition) {
        double lossRatio =
                switch (condition) {
                    case GOOD ->
                            random.nextDouble() < 0.8
                                    ? 0
                                    : random.nextDouble() * GOOD_LOSS_RATIO_MAX;
                    case BAD -> random.nextDouble(0.045, 0.075);
                };
        double jitterMillis =
                switch (condition) {
                    case GOOD -> random.nextDouble(1, 4.5);
                    case BAD -> random.nextDouble(38, 52);
                };
        heard.lost += (heard.sent - heard.sentAtLastReport) * lossRatio;
        heard.sentAtLastReport = heard.sent;
        int ticksPerMilli = plan.codec() == Codec.OPUS ? 48 : 8;
        Instant wall = around.wall().apply(now);
        long ntpFraction = (long) (wall.getNano() * 1e-9 * (1L << 32));
        return "{\"sender_information\":{\"ntp_timestamp_sec\":"
                + (wall.getEpochSecond() + NTP_EPOCH_OFFSET_SECONDS)
                + ",\"ntp_timestamp_usec\":"
                + ntpFraction
                + ",\"octets\":"
                + (long) (sender.sent * PAYLOAD_OCTETS)
                + ",\"rtp_timestamp\":"
                + ((long) (now * 1e-6 * ticksPerMilli) & 0xffff_ffffL)
                + ",\"packets\":"
                + (long) sender.sent
                + "},\"ssrc\":"
                + sender.ssrc
                + ",\"type\":200,\"report_count\":1,\"report_blocks\":[{\"source_ssrc\":"
                + heard.ssrc
                + ",\"highest_seq_no\":"
                + (long) heard.sent
                + ",\"fraction_lost\":"
                + Math.round(lossRatio * 256)
                + ",\"ia_jitter\":"
                + Math.round(jitterMillis * ticksPerMilli)
                + ",\"packets_lost\":"
                + Math.round(heard.lost)
                + ",\"lsr\":0,\"dlsr\":0}]}";
    }
}
