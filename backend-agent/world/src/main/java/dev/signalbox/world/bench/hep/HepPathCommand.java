package dev.signalbox.world.bench.hep;

import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** {@code bench hep-path}: what {@code bench hep} starts for its figures inside one process. */
@Command(
        name = "hep-path",
        hidden = true,
        description = "Decodes, parses and tracks calls on one thread; started by bench hep.")
public final class HepPathCommand implements Callable<Integer> {

    @Option(names = "--live", required = true, description = "Calls that talk.")
    private int live;

    @Option(names = "--for", required = true, description = "Milliseconds of processor time.")
    private long millis;

    @Override
    public Integer call() {
        HotPath.Result result = new HotPath(live, 1).run(Duration.ofMillis(millis));
        System.out.println(JsonMapper.shared().writeValueAsString(result));
        return 0;
    }
}
