package io.ordeal.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A server behind a proxy, and the sockets of both its ends; closing it closes them all. */
final class Upstream implements AutoCloseable {
    /** Long enough never to be reached, short enough that a hanging test tells where it hangs. */
    static final int PATIENCE_MILLIS = 20_000;

    private final ServerSocket listener;
    private final List<Socket> sockets = new ArrayList<>();

    Upstream() throws IOException {
        listener = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
        listener.setSoTimeout(PATIENCE_MILLIS);
    }

    /** Both ends of one connection through the proxy. */
    record Pair(Socket client, Socket server) {}

    String address() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    /** Makes the proxy {@code name} in front of it. */
    void behind(RawApi api, String name) {
        RawApi.Answer answer = api.post(
                "/proxies",
                "{\"name\":\"" + name + "\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"" + address() + "\"}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    /** Connects to the proxy {@code name}. */
    Socket connect(RawApi api, String name) throws IOException {
        String listen = api.get("/proxies/" + name).body().replaceAll(".*\"listen\":\"[^\"]*:([0-9]+)\".*", "$1");
        Socket client = new Socket();
        sockets.add(client);
        client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(listen)));
        client.setSoTimeout(PATIENCE_MILLIS);
        client.setTcpNoDelay(true);
        return client;
    }

    Socket accept() throws IOException {
        Socket server = listener.accept();
        sockets.add(server);
        server.setSoTimeout(PATIENCE_MILLIS);
        server.setTcpNoDelay(true);
        return server;
    }

    /** A connection through the proxy {@code name}, over which a byte has gone each way. */
    Pair pair(RawApi api, String name) throws IOException {
        Socket client = connect(api, name);
        Socket server = accept();
        client.getOutputStream().write(1);
        assertThat(server.getInputStream().read()).isEqualTo(1);
        server.getOutputStream().write(2);
        assertThat(client.getInputStream().read()).isEqualTo(2);
        return new Pair(client, server);
    }

    /** From now on whoever connects is refused. */
    void refuse() throws IOException {
        listener.close();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
