package io.ordeal.namespace;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is lost on a node's cable: packets to it and from it, of any protocol, by lot. They are lost in the switch, so that
 * neither end is told, as with a real cable; who resolves addresses (ARP) loses nothing.
 */
public final class PacketLoss {
    /** How many of how many are lost at most: all. */
    public static final int ALL = 1_000;

    private static final Pattern COUNTER = Pattern.compile("counter packets (\\d+) ");

    private final NetworkNamespace bridge;
    private final String port;
    private final String table;

    PacketLoss(NetworkNamespace bridge, String port) {
        this.bridge = bridge;
        this.port = port;
        table = "loss_" + port;
    }

    /**
     * From now on packets are lost, counted from 0.
     *
     * @param perThousand how many, on average: 1 to {@link #ALL}
     */
    public void begin(int perThousand) throws IOException, InterruptedException {
        if (perThousand < 1 || perThousand > ALL) {
            throw new IllegalArgumentException("of a thousand packets 1 to " + ALL + " are lost, not " + perThousand);
        }
        String lot = perThousand == ALL ? "" : "numgen random mod " + ALL + " < " + perThousand + " ";
        nft("""
                table bridge %1$s {
                }
                delete table bridge %1$s
                table bridge %1$s {
                  chain from {
                    type filter hook prerouting priority 0; policy accept;
                    iifname "%2$s" ether type ip %3$scounter drop
                  }
                  chain to {
                    type filter hook postrouting priority 0; policy accept;
                    oifname "%2$s" ether type ip %3$scounter drop
                  }
                }
                """.formatted(table, port, lot));
    }

    /** How many packets were lost since it began, both ways; only until it {@linkplain #end ends}. */
    public long lost() throws IOException, InterruptedException {
        Matcher counters = COUNTER.matcher(bridge.run("", "nft", "list", "table", "bridge", table));
        long lost = 0;
        while (counters.find()) {
            lost += Long.parseLong(counters.group(1));
        }
        return lost;
    }

    /** From now on nothing is lost. Idempotent. */
    public void end() throws IOException, InterruptedException {
        nft("""
                table bridge %1$s {
                }
                delete table bridge %1$s
                """.formatted(table));
    }

    private void nft(String script) throws IOException, InterruptedException {
        bridge.run(script, "nft", "-f", "-");
    }
}
