package io.ordeal.targets.parts;

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

/**
 * A connection of a protocol in lines, some with bytes of a told number after them, as those of NATS and memcached. It is
 * written to by one thread, and read by one; any may close it. Nothing is sent twice, and it does not connect anew.
 */
public final class LineSocket implements AutoCloseable {
    /** The end of a line that is sent; lines that come may end with the second letter alone. */
    public static final String END = "\r\n";

    private final Socket socket;
    private final InputStream in;

    private LineSocket(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    }

    /**
     * Connects.
     *
     * @param limit how long that may take
     */
    public static LineSocket open(InetSocketAddress server, Duration limit) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(server, (int) limit.toMillis());
            return new LineSocket(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    public void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Sends text, after which comes the end of a line. */
    public void sendLine(String text) throws IOException {
        send((text + END).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The next line, without its end.
     *
     * @param deadlineNanos by {@link System#nanoTime}
     * @throws SocketTimeoutException it was not there until then
     * @throws IOException the connection is lost
     */
    public String line(long deadlineNanos) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = next(deadlineNanos); next != '\n'; next = next(deadlineNanos)) {
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /** The next bytes, and the end of a line that follows them. Throws as {@link #line} does. */
    public byte[] content(int count, long deadlineNanos) throws IOException {
        byte[] bytes = exactly(count, deadlineNanos);
        exactly(END.length(), deadlineNanos);
        return bytes;
    }

    /** The next bytes. Throws as {@link #line} does. */
    public byte[] exactly(int count, long deadlineNanos) throws IOException {
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

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
