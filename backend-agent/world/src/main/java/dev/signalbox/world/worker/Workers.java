package dev.signalbox.world.worker;

import dev.signalbox.model.ai.Rung;
import dev.signalbox.model.ai.Stage;
import dev.signalbox.model.cause.ConversationOutcome;
import dev.signalbox.model.cause.Tag;
import dev.signalbox.model.target.Target;
import dev.signalbox.world.voice.AnsweredCall;
import dev.signalbox.world.voice.Conversations;
import io.opentelemetry.proto.trace.v1.Span;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The voice workers of all regions: one conversation for every answered call. What they rest on can
 * be broken by {@link #provider} and {@link #release} from any thread; each region talks to its
 * agent once {@link #connect} was called.
 */
public final class Workers implements Conversations, AutoCloseable {

    /** People at the other end of a transfer talk no longer than this. */
    private static final long TRANSFERRED_MILLIS_MAX = 20_000;

    private static final Duration CONNECT_DEADLINE = Duration.ofSeconds(2);

    private final Map<String, RegionLink> links = new HashMap<>();
    private final Map<String, Release> releases = new ConcurrentHashMap<>();
    private final Providers providers = new Providers();
    private final WorkerLog log = new WorkerLog();
    private final HttpClient client;

    /** Workers without agents: their spans and outcomes wait, within bounds. */
    public Workers(List<WorkerSite> sites) {
        this(sites, Clock.systemUTC());
    }

    Workers(List<WorkerSite> sites, Clock clock) {
        sites.forEach(site -> links.put(site.region(), new RegionLink(site, log, clock)));
        client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT_DEADLINE)
                        .executor(Executors.newVirtualThreadPerTaskExecutor())
                        .build();
    }

    /**
     * Where the agent of {@code region} listens; may be called again when it has moved.
     *
     * @param otlp OTLP over gRPC, plain
     * @param http routes and outcomes
     * @param outcomeKey secret that signs outcomes
     * @throws IllegalArgumentException when no worker works there
     */
    public void connect(
            String region, InetSocketAddress otlp, InetSocketAddress http, byte[] outcomeKey) {
        link(region).connect(client, otlp, http, outcomeKey);
    }

    /** Changes how a provider is, for all regions, from the next call to it on. */
    public void provider(Target.Provider provider, ProviderCondition condition) {
        providers.become(provider, condition);
    }

    /** Rolls out a release of {@code service}: calls that begin from now on get it. */
    public void release(String service, Release release) {
        releases.put(service, release);
    }

    /** Uses, failures and routes, the newest of each. */
    public WorkerLog log() {
        return log;
    }

    /**
     * What the workers of {@code region} sent.
     *
     * @throws IllegalArgumentException when no worker works there
     */
    public WorkerCounts counts(String region) {
        return link(region).counts();
    }

    RegionLink link(String region) {
        RegionLink link = links.get(region);
        if (link == null) {
            throw new IllegalArgumentException("no worker in region " + region);
        }
        return link;
    }

    @Override
    public void answered(AnsweredCall call, long now) {
        RegionLink link = links.get(call.trunk().region());
        if (link == null) {
            Conversations.PLAIN.answered(call, now);
            return;
        }
        SplittableRandom random = new SplittableRandom(call.plan().seed() ^ 0x524f555445L);
        WorkerService service = link.site().service(call.plan(), random);
        if (service == null) {
            nobody(call, random, now);
            return;
        }
        WorkerRoute route = link.next(service.name());
        Optional<Map<Stage, Target.Provider>> chain = route.choose(random);
        if (chain.isEmpty()) {
            transferred(call, now);
            return;
        }
        note(call, service, route, chain.get(), now);
        Release release = releases.getOrDefault(service.name(), Release.GOOD);
        Rung rung = route.rung();
        new Conversation(call, service, new LinkDesk(link), chain.get(), rung, release).begin(now);
    }

    /** No worker of this region runs what the call is for: the caller hears nothing. */
    private static void nobody(AnsweredCall call, SplittableRandom random, long now) {
        call.voiced(now, false);
        long millis = random.nextLong(4_000, 7_000);
        call.schedule()
                .at(
                        now + TimeUnit.MILLISECONDS.toNanos(millis),
                        at -> call.hangUp(at, true, Tag.PLATFORM));
    }

    /** A person takes the call: no worker sees it. */
    private static void transferred(AnsweredCall call, long now) {
        boolean byHuman = call.plan().inbound() == call.plan().hangUpByCaller();
        long millis = Math.min(call.plan().talkMillis(), TRANSFERRED_MILLIS_MAX);
        call.schedule()
                .at(
                        now + TimeUnit.MILLISECONDS.toNanos(millis),
                        at -> call.hangUp(at, byHuman, byHuman ? Tag.USER_HANGUP : Tag.AGENT_DONE));
    }

    private void note(
            AnsweredCall call,
            WorkerService service,
            WorkerRoute route,
            Map<Stage, Target.Provider> chain,
            long now) {
        chain.forEach(
                (stage, provider) ->
                        log.add(
                                new ProviderUse(
                                        call.wallAt(now),
                                        call.trunk().region(),
                                        service.name(),
                                        call.plan().callId(),
                                        provider,
                                        route.options().getOrDefault(stage, List.of()).stream()
                                                .anyMatch(
                                                        option ->
                                                                option.trial()
                                                                        && option.provider()
                                                                                .equals(
                                                                                        provider)))));
    }

    /** A region's conversations report here. */
    private final class LinkDesk implements Conversation.Desk {
        private final RegionLink link;

        LinkDesk(RegionLink link) {
            this.link = link;
        }

        @Override
        public Reply reply(Target.Provider provider, SplittableRandom random) {
            return providers.reply(provider, random);
        }

        @Override
        public void span(WorkerService service, Span span) {
            link.spans().tell(service.name(), span);
        }

        @Override
        public void outcome(ConversationOutcome outcome) {
            link.outcomes().tell(outcome);
        }

        @Override
        public void failed(
                AnsweredCall call,
                WorkerService service,
                Target.Provider provider,
                Reply.Failed failed,
                long now) {
            log.add(
                    new ProviderFailure(
                            call.wallAt(now),
                            call.trunk().region(),
                            service.name(),
                            call.plan().callId(),
                            provider,
                            failed.errorType()));
        }
    }

    @Override
    public void close() {
        links.values().forEach(RegionLink::close);
        client.shutdownNow();
    }
}
