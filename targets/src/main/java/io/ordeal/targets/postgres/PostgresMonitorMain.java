package io.ordeal.targets.postgres;

import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the monitor's own JVM runs, until it is killed. */
public final class PostgresMonitorMain {
    private static final long INTERVAL_MILLIS = 200;

    private PostgresMonitorMain() {}

    /** @param arguments the servers, each as {@code name=host:port} */
    public static void main(String[] arguments) throws InterruptedException {
        Map<String, InetSocketAddress> servers = new LinkedHashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            int colon = argument.lastIndexOf(':');
            servers.put(
                    argument.substring(0, equals),
                    new InetSocketAddress(
                            argument.substring(equals + 1, colon), Integer.parseInt(argument.substring(colon + 1))));
        }
        PostgresFailover failover = new PostgresFailover(servers);
        while (true) {
            failover.look();
            Thread.sleep(INTERVAL_MILLIS);
        }
    }
}
