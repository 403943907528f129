package io.ordeal.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileLock;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port that no other harness of this user takes while it is held, whether its server runs or not.
 *
 * <p>A free port that the operating system names may be given away again before the server binds it, and once more while
 * the server is dead between a kill and its restart. So leases are taken from far below the ports that systems give to
 * outgoing connections (and below those of the mesh's proxies), and each is a {@link MachineLock}: it goes
 * when the harness goes, however it dies. What is left is a stranger who binds the very
 * port; {@link #isFree} tells.
 */
final class PortLease implements AutoCloseable {
    private static final int LOWEST = 10_000;
    private static final int HIGHEST = 11_999;

    private final int port;
    private final FileLock lock;

    private PortLease(int port, FileLock lock) {
        this.port = port;
        this.lock = lock;
    }

    /**
     * Takes a port that is free now.
     *
     * @throws IOException no port is free, or the shared file of locks can't be written
     */
    static PortLease take() throws IOException {
        int width = HIGHEST - LOWEST + 1;
        int first = ThreadLocalRandom.current().nextInt(width);
        for (int i = 0; i < width; i++) {
            int port = LOWEST + (first + i) % width;
            FileLock lock = MachineLock.take(port);
            if (lock == null) {
                continue;
            }
            if (isFree(port)) {
                return new PortLease(port, lock);
            }
            lock.release();
        }
        throw new IOException("no free port between " + LOWEST + " and " + HIGHEST + ": end what listens there");
    }

    int port() {
        return port;
    }

    /** Whether nobody listens on a port, on loopback or on all addresses. */
    static boolean isFree(int port) {
        return canBind(new InetSocketAddress(port)) && isFreeForServers(port);
    }

    /** Likewise, where servers listen; it may be taken at other addresses of loopback. */
    static boolean isFreeForServers(int port) {
        return canBind(new InetSocketAddress(Loopback.SERVERS, port));
    }

    /** Gives the port back. Idempotent. */
    @Override
    public void close() {
        try {
            lock.release();
        } catch (IOException e) {
            throw new IllegalStateException("the lock of port " + port + " can't be given back", e);
        }
    }

    private static boolean canBind(InetSocketAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            // as servers do: connections that linger from the last run are no hindrance
            socket.setReuseAddress(true);
            socket.bind(address, 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
