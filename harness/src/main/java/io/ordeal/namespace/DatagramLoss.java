package io.ordeal.namespace;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Datagrams (UDP) from some nodes to others that are lost in the switch, all of them, so that neither end is told. */
public final class DatagramLoss {
    private static final Pattern COUNTER = Pattern.compile("counter packets (\\d+) ");

    private final NetworkNamespace bridge;
    private final String table;
    private final Map<String, List<String>> ways;

    /** @param ways from the switch's end of a node's cable to addresses */
    DatagramLoss(NetworkNamespace bridge, long number, Map<String, List<String>> ways) {
        this.bridge = bridge;
        table = "datagrams_" + number;
        this.ways = Map.copyOf(ways);
    }

    /** From now on they are lost. */
    public void begin() throws IOException, InterruptedException {
        StringBuilder rules = new StringBuilder();
        ways.forEach((port, addresses) -> addresses.forEach(address -> rules.append(
                "    iifname \"%s\" ip daddr %s ip protocol udp counter drop\n".formatted(port, address))));
        bridge.run("""
            table bridge %s {
              chain ways {
                type filter hook prerouting priority 0; policy accept;
            %s  }
            }
            """.formatted(table, rules), "nft", "-f", "-");
    }

    /** How many were lost since it began; only until it {@linkplain #end ends}. */
    public long lost() throws IOException, InterruptedException {
        Matcher counters = COUNTER.matcher(bridge.run("", "nft", "list", "table", "bridge", table));
        long lost = 0;
        while (counters.find()) {
            lost += Long.parseLong(counters.group(1));
        }
        return lost;
    }

    /** From now on they pass. Idempotent. */
    public void end() throws IOException, InterruptedException {
        bridge.run("""
            table bridge %1$s {
            }
            delete table bridge %1$s
            """.formatted(table), "nft", "-f", "-");
    }
}
