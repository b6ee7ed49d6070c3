package dev.signalbox.world.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonRpcTest {

    private static final String A = "sip:127.0.0.1:5091";
    private static final String B = "sip:127.0.0.1:5092";
    private static final Pattern CLOCK =
            Pattern.compile(
                    "\\d\\d\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d|\\w{3} \\w{3} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d \\d{4}");

    private final List<JsonRpc.Destination> destinations =
            List.of(new JsonRpc.Destination(A, "AX", 20), new JsonRpc.Destination(B, "AX", 10));
    private long nowSeconds = 1_800_000_000;

    private static String call(String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":4,\"method\":\""
                + method
                + "\",\"params\":["
                + params.replace('\'', '"')
                + "]}";
    }

    /** In order: later answers depend on earlier calls. */
    private static List<String> conversation() {
        List<String> calls = new ArrayList<>();
        calls.add(call("core.version", ""));
        calls.add(call("dispatcher.list", ""));
        calls.add(call("htable.dump", "'signalbox'"));
        calls.add(call("htable.seti", "'signalbox','" + A + "',0"));
        calls.add(call("htable.setxi", "'signalbox','" + B + "',10,60"));
        calls.add(call("htable.get", "'signalbox','" + A + "'"));
        calls.add(call("htable.get", "'signalbox','" + B + "'"));
        calls.add(call("htable.setex", "'signalbox','" + A + "',0"));
        calls.add(call("htable.get", "'signalbox','" + A + "'"));
        calls.add(call("htable.sets", "'signalbox_state','epoch','12'"));
        calls.add(call("htable.sets", "'signalbox_state','decision','j-1/4'"));
        calls.add(call("htable.seti", "'signalbox_state','n',-7"));
        calls.add(call("htable.setex", "'signalbox_state','n',50"));
        calls.add(call("htable.setxs", "'signalbox_state','x','v',5"));
        calls.add(call("htable.get", "'signalbox_state','x'"));
        calls.add(call("htable.get", "'signalbox_state','epoch'"));
        calls.add(call("htable.get", "'signalbox_state','n'"));
        for (int i = 0; i < 12; i++) {
            calls.add(call("htable.sets", "'signalbox_state','Key" + i + "','1'"));
        }
        calls.add(call("htable.dump", "'signalbox'"));
        calls.add(call("htable.dump", "'signalbox_state'"));
        calls.add(call("htable.delete", "'signalbox','" + A + "'"));
        calls.add(call("htable.delete", "'signalbox','" + A + "'"));
        calls.add(call("htable.get", "'signalbox','" + A + "'"));
        calls.add(call("htable.get", "'nope','" + A + "'"));
        calls.add(call("htable.get", "'signalbox'"));
        calls.add(call("htable.sets", "'signalbox','a'"));
        calls.add(call("htable.sets", "'nope','a','b'"));
        calls.add(call("htable.setxi", "'signalbox','a',1"));
        calls.add(call("htable.setxi", "'nope','a',1,1"));
        calls.add(call("htable.setex", "'signalbox','a'"));
        calls.add(call("htable.setex", "'signalbox','nobody',5"));
        calls.add(call("htable.setex", "'nope','a',5"));
        calls.add(call("htable.delete", "'signalbox'"));
        calls.add(call("htable.dump", ""));
        calls.add(call("htable.dump", "'nope'"));
        calls.add(call("htable.seti", "'signalbox','t','text'"));
        calls.add(call("htable.get", "'signalbox','t'"));
        calls.add(call("htable.sets", "'signalbox','quoted','a\\'b\\\\c \\t \\u0001 é'"));
        calls.add(call("htable.get", "'signalbox','quoted'"));
        calls.add(call("htable.flush", "'signalbox'"));
        calls.add(call("htable.dump", "'signalbox'"));
        calls.add(call("htable.nope", "'signalbox'"));
        calls.add(call("core.uptime", ""));
        calls.add("{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"core.version\"}");
        calls.add("{\"jsonrpc\":\"2.0\",\"method\":\"core.version\"}");
        calls.add("{\"jsonrpc\":\"2.0\",\"id\":5}");
        return calls;
    }

    @Test
    void answersAreThoseOfARealKamailioByteByByte(@TempDir Path directory) throws Exception {
        assumeTrue(KamailioProcess.installed(), "kamailio is not installed");
        RoutingTables tables = new RoutingTables(() -> Instant.now().getEpochSecond());
        List<String> list = List.of("1 " + A + " 0 20", "1 " + B + " 0 10");
        try (KamailioProcess kamailio = KamailioProcess.start(directory, list);
                JsonRpcServer ours = new JsonRpcServer(new JsonRpc(tables, () -> destinations));
                HttpClient http = HttpClient.newHttpClient()) {
            for (String request : conversation()) {
                HttpResponse<String> expected = kamailio.ask(request);
                HttpResponse<String> answer = KamailioProcess.ask(http, ours.url(), request);
                assertThat(answer.statusCode()).as(request).isEqualTo(expected.statusCode());
                assertThat(answer.headers().firstValue("Content-Type"))
                        .isEqualTo(expected.headers().firstValue("Content-Type"));
                assertThat(withoutClocks(answer.body()))
                        .as(request)
                        .isEqualTo(withoutClocks(expected.body()));
            }
        }
    }

    /** The two processes may read their clocks in different seconds. */
    private static String withoutClocks(String body) {
        return CLOCK.matcher(body).replaceAll("CLOCK").replaceAll("\"uptime\":\t\\d+", "UPTIME");
    }

    private String answer(JsonRpc rpc, String request) {
        return rpc.answer(request).orElseThrow().body();
    }

    @Test
    void aLeaseRunsOutForRoutingAndForReadersOfOneKey() {
        RoutingTables tables = new RoutingTables(() -> nowSeconds);
        JsonRpc rpc = new JsonRpc(tables, () -> destinations);
        assertThat(tables.sharePercent(A)).isEqualTo(100);
        answer(rpc, call("htable.setxi", "'signalbox','" + A + "',0,15"));
        answer(rpc, call("htable.seti", "'signalbox','" + B + "',10"));
        assertThat(tables.sharePercent(A)).isZero();
        assertThat(tables.sharePercent(B)).isEqualTo(10);
        nowSeconds += 16;
        assertThat(tables.sharePercent(A)).isEqualTo(100);
        assertThat(answer(rpc, call("htable.get", "'signalbox','" + A + "'")))
                .contains("Key name doesn't exist");
        // As in Kamailio, a dump still shows it until the next sweep.
        assertThat(answer(rpc, call("htable.dump", "'signalbox'"))).contains(A);
        nowSeconds += 20;
        assertThat(answer(rpc, call("htable.dump", "'signalbox'"))).doesNotContain(A);
        assertThat(tables.sharePercent(B)).isEqualTo(100);
    }

    @Test
    void garbageIsNotAnswered() {
        JsonRpc rpc = new JsonRpc(new RoutingTables(() -> nowSeconds), () -> destinations);
        assertThat(rpc.answer("garbage")).isEmpty();
    }
}
