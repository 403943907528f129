package io.ordeal.targets.zookeeper;

import io.ordeal.client.ClientContext;
import io.ordeal.client.DefiniteFailure;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.curator.RetryPolicy;
import org.apache.curator.ensemble.EnsembleProvider;
import org.apache.curator.ensemble.fixed.FixedEnsembleProvider;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryNTimes;
import org.apache.curator.retry.RetryUntilElapsed;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.client.ZKClientConfig;

/** A process' session with ZooKeeper, over its own links; Curator opens another when it is lost. */
final class ZooKeeperSession implements AutoCloseable {
    /** After so long without a word from the client its session is over, and its ephemeral nodes are deleted. */
    static final Duration SESSION_TIMEOUT = Duration.ofSeconds(2);

    /** After so long it surely is: a server looks at the ticks. */
    static final Duration LONGEST_SILENCE = SESSION_TIMEOUT.plus(ZooKeeperServer.TICK);

    private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(1);
    private static final RetryPolicy ONCE = new RetryNTimes(0, 0);
    /** Not for so long that an operation's time is over before its outcome is told. */
    private static final RetryPolicy AGAIN = new RetryUntilElapsed(1_500, 100);

    private final CuratorFramework curator;
    private final EnsembleProvider servers;
    private final Supplier<String> now;
    private final Duration patience;

    /** @param now the servers to be connected with, which change with the members */
    private ZooKeeperSession(
            CuratorFramework curator, EnsembleProvider servers, Supplier<String> now, Duration patience) {
        this.curator = curator;
        this.servers = servers;
        this.now = now;
        this.patience = patience;
    }

    /** A session with whichever server answers. Requests are sent once. */
    static ZooKeeperSession toAny(ClientContext context) {
        return open(context, context::nodes, ONCE);
    }

    /** A session with whichever server answers. Requests whose connection was lost are sent again, as recipes want it. */
    static ZooKeeperSession toAnyTryingAgain(ClientContext context) {
        return open(context, context::nodes, AGAIN);
    }

    /** A session with the process' own server and no other. Requests are sent once. */
    static ZooKeeperSession toHome(ClientContext context) {
        return open(context, () -> List.of(context.homeNode()), ONCE);
    }

    /** Opens a session; does not wait for it. */
    private static ZooKeeperSession open(ClientContext context, Supplier<List<String>> nodes, RetryPolicy retry) {
        Supplier<String> now = () -> nodes.get().stream()
                .map(node -> context.endpoint(node, ZooKeeperServer.CLIENT_PORT))
                .map(ZooKeeperSession::text)
                .collect(Collectors.joining(","));
        EnsembleProvider servers = new FixedEnsembleProvider(now.get(), true);
        CuratorFramework curator = CuratorFrameworkFactory.builder()
                .ensembleProvider(servers)
                .sessionTimeoutMs((int) SESSION_TIMEOUT.toMillis())
                .connectionTimeoutMs((int) CONNECTION_TIMEOUT.toMillis())
                .retryPolicy(retry)
                .zkClientConfig(withoutKerberos())
                // It would learn the servers' own addresses, and go round the links.
                .ensembleTracker(false)
                .threadFactory(task -> {
                    Thread thread = new Thread(task, "curator-p" + context.process());
                    thread.setDaemon(true);
                    return thread;
                })
                .build();
        curator.start();
        return new ZooKeeperSession(
                curator, servers, now, context.operationTimeout().dividedBy(5));
    }

    /** Nobody logs in; but to be ready for it the client would look every server's name up. */
    private static ZKClientConfig withoutKerberos() {
        ZKClientConfig config = new ZKClientConfig();
        config.setProperty(ZKClientConfig.ENABLE_CLIENT_SASL_KEY, "false");
        return config;
    }

    private static String text(InetSocketAddress address) {
        return address.getHostString() + ":" + address.getPort();
    }

    CuratorFramework curator() {
        return curator;
    }

    /** A fifth of an operation's time: how long to wait for a connection, or for a lock. */
    Duration patience() {
        return patience;
    }

    /**
     * Sends requests once there is a connection.
     *
     * @throws DefiniteFailure there is none, so that nothing was sent; or the server refused
     * @throws Exception nobody knows what became of it
     */
    <T> T call(Request<T> request) throws Exception {
        requireConnected();
        try {
            return request.send(curator);
        } catch (KeeperException answer) {
            throw ZooKeeperError.exception(answer);
        }
    }

    void requireConnected() throws DefiniteFailure, InterruptedException {
        followMembers();
        if (!curator.getZookeeperClient().isConnected()
                && !curator.blockUntilConnected((int) patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new DefiniteFailure(
                    "no connection to ZooKeeper within " + patience.toMillis() + " ms, nothing was sent");
        }
    }

    /** Where members have come or gone, the session goes on with those that there are. */
    private void followMembers() throws DefiniteFailure, InterruptedException {
        String there = now.get();
        if (!there.equals(servers.getConnectionString())) {
            servers.setConnectionString(there);
            try {
                curator.getZookeeperClient().getZooKeeper().updateServerList(there);
            } catch (InterruptedException over) {
                throw over;
            } catch (Exception noSession) {
                throw new DefiniteFailure("no session with ZooKeeper, nothing was sent: " + noSession, noSession);
            }
        }
    }

    /** Ends the session; where the server is cut off this takes until the connection is given up, two seconds at most. */
    @Override
    public void close() {
        curator.close();
    }

    /** Something to ask of ZooKeeper. */
    @FunctionalInterface
    interface Request<T> {
        T send(CuratorFramework curator) throws Exception;
    }
}
