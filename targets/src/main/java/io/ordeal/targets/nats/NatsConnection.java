package io.ordeal.targets.nats;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
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
    private static final String END = "\r\n";

    private final Socket socket;
    private final InputStream in;
    private final String inbox = "_INBOX." + UUID.randomUUID().toString().replace("-", "") + ".";
    private long requests;

    private NatsConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    }

    /**
     * Connects, and has it answered that the server serves.
     *
     * @param connectLimit until it is connected
     * @param answerLimit until it is answered
     */
    static NatsConnection open(InetSocketAddress server, Duration connectLimit, Duration answerLimit)
            throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(server, (int) connectLimit.toMillis());
            NatsConnection connection = new NatsConnection(socket);
            connection.greet(System.nanoTime() + answerLimit.toNanos());
            return connection;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private void greet(long deadlineNanos) throws IOException {
        String info = line(deadlineNanos);
        if (!info.startsWith("INFO ")) {
            throw new IOException("expected a NATS server's INFO, found: " + info);
        }
        send((HELLO + "SUB " + inbox + "* 1" + END + "PING" + END).getBytes(StandardCharsets.UTF_8));
        String answer = line(deadlineNanos);
        while (!answer.equals("PONG")) {
            refuse(answer);
            answer = line(deadlineNanos);
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
        send(request.toByteArray());
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
            String line = line(deadlineNanos);
            if (line.startsWith("MSG ") || line.startsWith("HMSG ")) {
                NatsMessage message = message(line.split(" "), deadlineNanos);
                if (number(message) >= fromNumber) {
                    return message;
                }
            } else if (line.equals("PING")) {
                send(bytes("PONG" + END));
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
        byte[] headers = exactly(head, deadlineNanos);
        byte[] content = exactly(total - head, deadlineNanos);
        exactly(END.length(), deadlineNanos);
        return new NatsMessage(words[1], new String(headers, StandardCharsets.UTF_8), content);
    }

    private static void refuse(String line) throws IOException {
        if (line.startsWith("-ERR")) {
            throw new IOException("the server ends the connection: " + line);
        }
    }

    private void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    private String line(long deadlineNanos) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = next(deadlineNanos); next != '\n'; next = next(deadlineNanos)) {
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    private byte[] exactly(int count, long deadlineNanos) throws IOException {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) next(deadlineNanos);
        }
        return bytes;
    }

    private int next(long deadlineNanos) throws IOException {
        if (in.available() == 0) {
            long left = deadlineNanos - System.nanoTime();
            if (left <= 0) {
                throw new SocketTimeoutException("no answer in time");
            }
            socket.setSoTimeout((int) Math.max(1, Duration.ofNanos(left).toMillis()));
        }
        int next = in.read();
        if (next < 0) {
            throw new EOFException("the server closed the connection");
        }
        return next;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
