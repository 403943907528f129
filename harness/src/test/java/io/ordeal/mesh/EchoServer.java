package io.ordeal.mesh;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/** A node that says back what it hears, and remembers it. */
public final class EchoServer implements AutoCloseable {
    private final ServerSocket listener;
    private final Thread accepting;
    private final BlockingQueue<Integer> heard = new LinkedBlockingQueue<>();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();

    public EchoServer() throws IOException {
        this(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    public EchoServer(InetSocketAddress address) throws IOException {
        listener = new ServerSocket();
        listener.setReuseAddress(true);
        listener.bind(address);
        accepting = start(this::accept);
    }

    /** Waits until it is closed. */
    public void join() throws InterruptedException {
        accepting.join();
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    /** The bytes that arrived, of all connections. */
    public BlockingQueue<Integer> heard() {
        return heard;
    }

    /** The connections that were accepted. */
    public List<Socket> connections() {
        return connections;
    }

    private static Thread start(Runnable work) {
        Thread thread = new Thread(work, "echo");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                connections.add(socket);
                start(() -> echo(socket));
            }
        } catch (SocketException e) {
            // closed
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void echo(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            for (int b = in.read(); b >= 0; b = in.read()) {
                heard.add(b);
                socket.getOutputStream().write(b);
            }
        } catch (IOException e) {
            // the connection was broken, which is what the tests are about
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : connections) {
            socket.close();
        }
    }
}
