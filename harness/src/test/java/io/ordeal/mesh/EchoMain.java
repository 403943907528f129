package io.ordeal.mesh;

import java.io.IOException;
import java.net.InetSocketAddress;

/** The echo server as a process of its own. */
public final class EchoMain {
    private EchoMain() {}

    /** Listens at the host and port given, until the process is ended. */
    public static void main(String[] args) throws IOException, InterruptedException {
        try (EchoServer server = new EchoServer(new InetSocketAddress(args[0], Integer.parseInt(args[1])))) {
            server.join();
        }
    }
}
