package dev.signalbox.world.demo;

import dev.signalbox.world.path.PathRelays;
import dev.signalbox.world.path.TcpRelays;
import dev.signalbox.world.process.Supervisor;
import java.util.List;

/** What a story can do to agents and to the roads between them. From any thread. */
interface Hands {

    /** There are none: a story that wants them is told so. */
    Hands NONE =
            new Hands() {
                @Override
                public void kill(String region) {
                    throw new IllegalStateException("this world has no agent of " + region);
                }

                @Override
                public void revive(String region) {
                    throw new IllegalStateException("this world has no agent of " + region);
                }

                @Override
                public void cut(String region) {
                    throw new IllegalStateException("this world has no roads of " + region);
                }

                @Override
                public void join(String region) {
                    throw new IllegalStateException("this world has no roads of " + region);
                }
            };

    /** The agent of a region is killed (SIGKILL) and stays down. */
    void kill(String region);

    /** It is started again. */
    void revive(String region);

    /** No packet travels between this region's agent and the others any more. */
    void cut(String region);

    /** The roads are whole again. */
    void join(String region);

    /** The name of a region's agent among a supervisor's children. */
    static String agent(String region) {
        return "agent " + region;
    }

    /**
     * Those of a demo.
     *
     * @param meetings TCP roads of all kinds
     */
    static Hands of(
            Supervisor supervisor,
            List<String> regions,
            PathRelays probes,
            List<TcpRelays> meetings) {
        return new Hands() {
            @Override
            public void kill(String region) {
                supervisor.hold(agent(region));
            }

            @Override
            public void revive(String region) {
                supervisor.release(agent(region));
            }

            @Override
            public void cut(String region) {
                lose(region, 1);
                meetings.forEach(relays -> relays.isolate(region));
            }

            @Override
            public void join(String region) {
                lose(region, 0);
                meetings.forEach(relays -> relays.reunite(region));
            }

            private void lose(String region, double lossRatio) {
                for (String other : regions) {
                    if (!other.equals(region)) {
                        probes.lose(region, other, lossRatio);
                        probes.lose(other, region, lossRatio);
                    }
                }
            }
        };
    }
}
