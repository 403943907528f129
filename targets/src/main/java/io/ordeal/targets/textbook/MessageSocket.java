package io.ordeal.targets.textbook;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/** A connection on which messages are said and answered, one at a time. Safe for one thread, but for {@link #close}. */
final class MessageSocket implements Closeable {
    static final String HELLO = "hello";

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;

    /** One that somebody else has opened. */
    MessageSocket(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
    }

    /**
     * Opens one, and says who it is: a proxy accepts connections to servers that are gone, too, and only an answer shows that
     * there is one.
     *
     * @param timeout for connecting, and for each answer
     * @param name of who opens it
     * @throws IOException nobody answers; nothing but the name was said
     */
    static MessageSocket open(InetSocketAddress address, Duration timeout, String name) throws IOException {
        int millis = Math.toIntExact(Math.max(1, timeout.toMillis()));
        Socket socket = new Socket();
        try {
            socket.connect(address, millis);
            socket.setSoTimeout(millis);
            MessageSocket messages = new MessageSocket(socket);
            messages.ask(Message.of(HELLO, name));
            return messages;
        } catch (IOException nobody) {
            socket.close();
            throw nobody;
        }
    }

    Message receive() throws IOException {
        return Message.readFrom(in);
    }

    void send(Message message) throws IOException {
        message.writeTo(out);
    }

    /** @throws IOException it may have arrived, or not; the connection is of no more use */
    Message ask(Message question) throws IOException {
        send(question);
        return receive();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
