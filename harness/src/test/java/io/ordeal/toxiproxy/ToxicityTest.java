package io.ordeal.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A toxic with a toxicity below 1: what it spares it leaves alone, while it is there and when it goes. */
class ToxicityTest extends OneProxy {
    private static final int CONNECTIONS = 16;

    private List<Upstream.Pair> pairs() throws IOException {
        List<Upstream.Pair> pairs = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            pairs.add(upstream.pair(api, "p"));
        }
        return pairs;
    }

    /** Which connections a toxic of this name with toxicity 0.5 hits. */
    private boolean isHit(int connection) {
        return new Draw(1, "p", "t", connection).hits(0.5f);
    }

    private void add(String type, String attributes) {
        RawApi.Answer answer = api.post(
                "/proxies/p/toxics",
                "{\"name\":\"t\",\"type\":\"" + type + "\",\"stream\":\"upstream\",\"toxicity\":0.5,\"attributes\":"
                        + attributes + "}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private static void assertRelays(Upstream.Pair pair, String text) throws IOException {
        write(pair.client(), text);
        assertThat(read(pair.server(), text.length())).isEqualTo(text);
        write(pair.server(), text);
        assertThat(read(pair.client(), text.length())).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "timeout | {\"timeout\":0} | delete",
                "timeout | {\"timeout\":0} | reset",
                "timeout | {\"timeout\":3600000} | delete",
                "timeout | {\"timeout\":3600000} | spare",
                "reset_peer | {\"timeout\":3600000} | delete",
                "reset_peer | {\"timeout\":3600000} | spare",
                "limit_data | {\"bytes\":3600000} | delete",
                "latency | {\"latency\":1} | delete",
                "bandwidth | {\"rate\":1000} | reset",
                "slicer | {\"average_size\":1} | delete",
                "slow_close | {\"delay\":1000} | delete",
                "blackhole | {} | delete",
                "blackhole | {} | reset",
                "noop | {} | delete"
            })
    void whatIsSparedGoesOnBeforeAndAfterTheToxicGoes(String type, String attributes, String how) throws IOException {
        List<Upstream.Pair> pairs = pairs();
        add(type, attributes);
        int spared = 0;
        for (int i = 0; i < CONNECTIONS; i++) {
            if (!isHit(i)) {
                assertRelays(pairs.get(i), "while it is there");
                spared++;
            }
        }
        assertThat(spared).as("some are, some are not").isBetween(1, CONNECTIONS - 1);
        RawApi.Answer answer = switch (how) {
            case "delete" -> api.delete("/proxies/p/toxics/t");
            case "reset" -> api.post("/reset", "");
            default -> api.patch("/proxies/p/toxics/t", "{\"toxicity\":0}");
        };
        assertThat(answer.status()).isIn(200, 204);
        for (int i = 0; i < CONNECTIONS; i++) {
            boolean closes = type.equals("timeout") && isHit(i);
            if (closes) {
                assertEof(pairs.get(i).client());
                assertEof(pairs.get(i).server());
            } else {
                assertRelays(pairs.get(i), "after it has gone");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"upstream", "downstream"})
    void aTimeoutThatHasLetAFinPassStillClosesWhenItGoes(String stream) throws IOException {
        Upstream.Pair pair = upstream.pair(api, "p");
        boolean up = stream.equals("upstream");
        var from = up ? pair.client() : pair.server();
        var to = up ? pair.server() : pair.client();
        api.post(
                "/proxies/p/toxics",
                "{\"name\":\"t\",\"type\":\"timeout\",\"stream\":\"" + stream + "\",\"attributes\":{\"timeout\":0}}");
        write(from, "lost");
        from.shutdownOutput();
        assertEof(to);
        api.delete("/proxies/p/toxics/t");
        assertEof(from);
        assertThat(traffic().cutConnections()).isEqualTo(1);
    }

    @Test
    void aBlackHoleThatSparesSomeAcceptsThoseAlone() throws IOException {
        add("blackhole", "{}");
        int heard = 0;
        for (int i = 0; i < CONNECTIONS; i++) {
            write(upstream.connect(api, "p"), "x");
            if (!isHit(i)) {
                assertThat(upstream.accept().getInputStream().read()).isEqualTo('x');
                heard++;
            }
        }
        assertThat(api.delete("/proxies/p/toxics/t").status()).isEqualTo(204);
        for (; heard < CONNECTIONS; heard++) {
            assertThat(upstream.accept().getInputStream().read()).isEqualTo('x');
        }
    }
}
