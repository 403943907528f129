package io.ordeal.targets.nats;

import io.ordeal.targets.parts.LineSocket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;

/**
 * A connection of NATS' client protocol, for requests that are sent once: client libraries connect anew by themselves, and
 * send again what they had in their hands. For one thread.
 *
 * <p>Answers come to subjects of its own, one for each request, so that one that comes too late is not taken for another's.
 */
final class NatsConnection implements AutoCloseable {
    private static final String HELLO =
            "CONNECT {\"verbose\":false,\"pedantic\":false,\"lang\":\"ordeal\",\"version\":\"1\","
                    + "\"protocol\":1,\"headers\":true,\"no_responders\":true,\"echo\":false}\r\n";
    private static final String END = LineSocket.END;

    private final LineSocket socket;
    private final String inbox = "_INBOX." + UUID.randomUUID().toString().replace("-", "") + ".";
    private long requests;

    private NatsConnection(LineSocket socket) {
        this.socket = socket;
    }

    /**
     * Connects, and has it answered that the server serves.
     *
     * @param connectLimit until it is connected
     * @param answerLimit until it is answered
     */
    static NatsConnection open(InetSocketAddress server, Duration connectLimit, Duration answerLimit)
            throws IOException {
        LineSocket socket = LineSocket.open(server, connectLimit);
        try {
            NatsConnection connection = new NatsConnection(socket);
            connection.greet(System.nanoTime() + answerLimit.toNanos());
            return connection;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private void greet(long deadlineNanos) throws IOException {
        String info = socket.line(deadlineNanos);
        if (!info.startsWith("INFO ")) {
            throw new IOException("expected a NATS server's INFO, found: " + info);
        }
        socket.send((HELLO + "SUB " + inbox + "* 1" + END + "PING" + END).getBytes(StandardCharsets.UTF_8));
        String answer = socket.line(deadlineNanos);
        while (!answer.equals("PONG")) {
            refuse(answer);
            answer = socket.line(deadlineNanos);
        }
    }

    /**
     * Sends a request.
     *
     * @param headers lines such as {@code Nats-Expected-Last-Subject-Sequence: 0}; empty for none
     * @return its number
     */
    long ask(String subject, String headers, byte[] content) throws IOException {
        long number = ++requests;
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        if (headers.isEmpty()) {
            request.writeBytes(bytes("PUB " + subject + " " + inbox + number + " " + content.length + END));
        } else {
            byte[] head = bytes("NATS/1.0" + END + headers + END + END);
            request.writeBytes(bytes("HPUB " + subject + " " + inbox + number + " " + head.length + " "
                    + (head.length + content.length) + END));
            request.writeBytes(head);
        }
        request.writeBytes(content);
        request.writeBytes(bytes(END));
        socket.send(request.toByteArray());
        return number;
    }

    /**
     * Waits for the next answer to any request from a number on.
     *
     * @throws SocketTimeoutException none came until then
     * @throws IOException the connection is lost
     */
    NatsMessage answer(long fromNumber, long deadlineNanos) throws IOException {
        while (true) {
            String line = socket.line(deadlineNanos);
            if (line.startsWith("MSG ") || line.startsWith("HMSG ")) {
                NatsMessage message = message(line.split(" "), deadlineNanos);
                if (number(message) >= fromNumber) {
                    return message;
                }
            } else if (line.equals("PING")) {
                socket.send(bytes("PONG" + END));
            } else {
                refuse(line);
            }
        }
    }

    /** The number of the request that a message answers. */
    long number(NatsMessage answer) {
        return Long.parseLong(answer.subject().substring(inbox.length()));
    }

    private NatsMessage message(String[] words, long deadlineNanos) throws IOException {
        boolean headed = words[0].equals("HMSG");
        int total = Integer.parseInt(words[words.length - 1]);
        int head = headed ? Integer.parseInt(words[words.length - 2]) : 0;
        byte[] headers = socket.exactly(head, deadlineNanos);
        byte[] content = socket.content(total - head, deadlineNanos);
        return new NatsMessage(words[1], new String(headers, StandardCharsets.UTF_8), content);
    }

    private static void refuse(String line) throws IOException {
        if (line.startsWith("-ERR")) {
            throw new IOException("the server ends the connection: " + line);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
