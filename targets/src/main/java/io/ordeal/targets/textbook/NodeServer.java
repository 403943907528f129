package io.ordeal.targets.textbook;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a node's connections, each with a thread of its own, until the process ends. */
final class NodeServer {
    static final String STATUS = "status";

    private static final Logger LOG = LoggerFactory.getLogger(NodeServer.class);
    private static final int BACKLOG = 128;

    private final Node node;

    NodeServer(Node node) {
        this.node = node;
    }

    /** Listens for clients. */
    void forClients(InetSocketAddress address) throws IOException {
        listen(address, (name, request) -> node.answerClient(request));
    }

    /** Listens for other nodes. */
    void forPeers(InetSocketAddress address) throws IOException {
        listen(address, node::answerPeer);
    }

    private interface Answering {
        Message answer(String name, Message request) throws Exception;
    }

    private void listen(InetSocketAddress address, Answering answering) throws IOException {
        ServerSocket server = new ServerSocket(address.getPort(), BACKLOG, address.getAddress());
        Thread accepting = new Thread(() -> accept(server, answering), "accepting");
        accepting.start();
    }

    private void accept(ServerSocket server, Answering answering) {
        while (true) {
            try {
                Socket socket = server.accept();
                Thread serving = new Thread(() -> serve(socket, answering), "serving");
                serving.setDaemon(true);
                serving.start();
            } catch (IOException e) {
                LOG.warn("not accepted", e);
            }
        }
    }

    private void serve(Socket socket, Answering answering) {
        try (MessageSocket messages = new MessageSocket(socket)) {
            Message hello = messages.receive();
            if (!hello.verb().equals(MessageSocket.HELLO)) {
                return;
            }
            messages.send(Message.of(NodeError.OK));
            while (true) {
                Message request = messages.receive();
                messages.send(answer(hello.word(1), request, answering));
            }
        } catch (EOFException done) {
            LOG.debug("closed", done);
        } catch (IOException broken) {
            LOG.debug("a connection broke", broken);
        }
    }

    private Message answer(String name, Message request, Answering answering) {
        try {
            return request.verb().equals(STATUS) ? node.status() : answering.answer(name, request);
        } catch (NodeException notDone) {
            return notDone.error().answer(String.valueOf(notDone.getMessage()));
        } catch (IllegalArgumentException malformed) {
            return NodeError.MALFORMED.answer(String.valueOf(malformed.getMessage()));
        } catch (Exception failed) {
            LOG.warn("failed: {}", request, failed);
            return NodeError.FAILED.answer(failed.getClass().getSimpleName());
        }
    }
}
