package io.ordeal.targets.rabbitmq;

import io.ordeal.cluster.Cluster;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** What {@code ordeal_node} is asked, a line for each question and a line for each answer: RabbitMQ's own clients can't ask that. */
final class RabbitAdmin implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private final Socket socket = new Socket();
    private final BufferedReader answers;

    RabbitAdmin(InetSocketAddress address, Duration limit) throws IOException {
        int millis = Math.toIntExact(limit.toMillis());
        try {
            socket.connect(address, millis);
            socket.setSoTimeout(millis);
            answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        } catch (IOException failed) {
            socket.close();
            throw failed;
        }
    }

    /** What is asked. */
    interface Question<T> {
        T ask(RabbitAdmin admin) throws IOException;
    }

    /** Asks a node round the proxies. */
    static <T> T ask(Cluster cluster, String node, Question<T> question) throws IOException {
        try (RabbitAdmin admin = new RabbitAdmin(cluster.direct(node, RabbitServer.ADMIN_PORT), LIMIT)) {
            return question.ask(admin);
        }
    }

    /** Whether it is there, if only to wait for the others. */
    boolean isUp() throws IOException {
        return answer("up").equals("true");
    }

    /** How many nodes of its cluster run RabbitMQ, by its word. */
    int running() throws IOException {
        return Integer.parseInt(answer("running"));
    }

    /** Whether there is such a queue. */
    boolean knows(String queue) throws IOException {
        return answer("knows " + queue).equals("true");
    }

    /** Makes sure that it knows after a crash which log is that of which quorum queue: it may be slow to write that down itself. */
    boolean keep() throws IOException {
        return answer("keep").equals("true");
    }

    /** The node that leads a queue, by its word; empty if it knows of none. */
    Optional<String> leader(String queue) throws IOException {
        String name = answer("leader " + queue);
        return name.contains("@") ? Optional.of(name.substring(name.indexOf('@') + 1)) : Optional.empty();
    }

    /** How many messages a queue has, with those that are not acknowledged, by the word of who leads it. */
    int messages(String queue) throws IOException {
        return Integer.parseInt(answer("messages " + queue));
    }

    private String answer(String question) throws IOException {
        socket.getOutputStream().write((question + "\n").getBytes(StandardCharsets.UTF_8));
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("the node has ended the connection");
        }
        if (answer.startsWith("failed")) {
            throw new IOException("the node can't tell: " + answer);
        }
        return answer;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
