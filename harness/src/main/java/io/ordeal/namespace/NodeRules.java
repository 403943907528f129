package io.ordeal.namespace;

import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a node may send: to each port of another's, by way of the proxy of that link, datagrams to the ports that take them,
 * and answers. All else is refused.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class NodeRules {
    private final Map<InetSocketAddress, InetSocketAddress> proxies = new LinkedHashMap<>();
    private final Set<InetSocketAddress> datagrams = new LinkedHashSet<>();

    /** Turns connections to another node's port round to a proxy at the gateway. */
    public NodeRules turn(InetSocketAddress port, InetSocketAddress proxy) {
        proxies.put(port, proxy);
        return this;
    }

    /** Lets datagrams through to another node's port, by way of the switch: there they can be lost. */
    public NodeRules letDatagrams(InetSocketAddress port) {
        datagrams.add(port);
        return this;
    }

    /** For {@code nft}: what was there before is gone when this is in force. */
    String script(String gateway) {
        StringBuilder turns = new StringBuilder();
        StringBuilder ways = new StringBuilder();
        proxies.forEach((port, proxy) -> {
            turns.append("    ip daddr %s tcp dport %d dnat to %s:%d\n"
                    .formatted(
                            port.getAddress().getHostAddress(),
                            port.getPort(),
                            proxy.getAddress().getHostAddress(),
                            proxy.getPort()));
            ways.append("    ip daddr %s tcp dport %d accept\n".formatted(gateway, proxy.getPort()));
        });
        for (InetSocketAddress port : datagrams) {
            ways.append("    ip daddr %s udp dport %d accept\n"
                    .formatted(port.getAddress().getHostAddress(), port.getPort()));
        }
        return """
            flush ruleset
            table ip links {
              chain output {
                type nat hook output priority -100;
            %s  }
            }
            table inet only {
              chain output {
                type filter hook output priority 0; policy drop;
                oifname "lo" accept
                ct state established,related accept
            %s    counter reject
              }
            }
            """.formatted(turns, ways);
    }
}
