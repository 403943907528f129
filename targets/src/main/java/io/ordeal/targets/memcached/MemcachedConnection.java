package io.ordeal.targets.memcached;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.targets.parts.LineSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A connection of one process in memcached's text protocol, opened when it is needed and dropped when it failed. Each command is
 * sent once.
 *
 * <p>Each command throws a {@link DefiniteFailure} where it was not sent, or is refused; whatever else it throws tells nothing of
 * the command.
 */
public final class MemcachedConnection implements AutoCloseable {
    private final InetSocketAddress server;
    private final Duration timeout;
    private volatile @Nullable LineSocket open;
    private volatile boolean closed;

    /** @param timeout for connecting, and for each answer */
    public MemcachedConnection(InetSocketAddress server, Duration timeout) {
        this.server = server;
        this.timeout = timeout;
    }

    /**
     * What is under a key.
     *
     * @param unique the number that this value has, and no other under the key
     */
    public record Item(String text, long unique) {}

    /**
     * Sees to it that there is a connection. One that nobody has accepted yet looks open: only an answer shows that there is a
     * server.
     */
    public void connect() throws DefiniteFailure {
        if (open != null) {
            return;
        }
        try {
            LineSocket socket = LineSocket.open(server, timeout);
            open = socket;
            if (closed) {
                // by an operation that was given up, on a thread that was left behind
                throw new IOException("the client is closed");
            }
            String answer = ask(socket, "version", System.nanoTime() + timeout.toNanos());
            if (!answer.startsWith("VERSION ")) {
                throw new MemcachedException(answer);
            }
        } catch (IOException failed) {
            drop();
            throw (DefiniteFailure) MemcachedError.ofConnecting(failed).exception(failed);
        }
    }

    /** What is there; empty for nothing. */
    public Optional<Item> get(String key) throws Exception {
        return call("gets " + key, (line, socket, deadlineNanos) -> {
            if (line.equals("END")) {
                return Optional.of(Optional.empty());
            }
            if (!line.startsWith("VALUE ")) {
                return Optional.empty();
            }
            String[] words = line.split(" ");
            byte[] text = socket.content(Integer.parseInt(words[3]), deadlineNanos);
            socket.line(deadlineNanos);
            return Optional.of(
                    Optional.of(new Item(new String(text, StandardCharsets.UTF_8), Long.parseLong(words[4]))));
        });
    }

    public void set(String key, String text) throws Exception {
        call(storing("set", key, text, ""), answered("STORED", "STORED"));
    }

    public void delete(String key) throws Exception {
        call("delete " + key, answered("DELETED", "NOT_FOUND"));
    }

    /**
     * Sets what is not there.
     *
     * @return whether it was not
     */
    public boolean add(String key, String text) throws Exception {
        return call(storing("add", key, text, ""), answered("STORED", "NOT_STORED"));
    }

    /**
     * Sets what is still as it was.
     *
     * @param before as {@link #get} had it
     * @return whether it was
     */
    public boolean replace(String key, Item before, String text) throws Exception {
        return call(storing("cas", key, text, " " + before.unique), (line, socket, deadlineNanos) -> switch (line) {
            case "STORED" -> Optional.of(true);
            case "EXISTS", "NOT_FOUND" -> Optional.of(false);
            default -> Optional.empty();
        });
    }

    private static String storing(String command, String key, String text, String more) {
        return command + " " + key + " 0 0 " + text.getBytes(StandardCharsets.UTF_8).length + more + LineSocket.END
                + text;
    }

    private static Answer<Boolean> answered(String yes, String no) {
        return (line, socket, deadlineNanos) ->
                line.equals(yes) ? Optional.of(true) : line.equals(no) ? Optional.of(false) : Optional.empty();
    }

    /** What an answer's first line means, and what follows it; empty if it is an error. */
    @FunctionalInterface
    private interface Answer<T> {
        Optional<T> of(String line, LineSocket socket, long deadlineNanos) throws IOException;
    }

    private <T> T call(String command, Answer<T> meaning) throws Exception {
        connect();
        LineSocket socket = open;
        try {
            if (socket == null) {
                throw new IOException("the client was closed");
            }
            long deadlineNanos = System.nanoTime() + timeout.toNanos();
            String line = ask(socket, command, deadlineNanos);
            return meaning.of(line, socket, deadlineNanos).orElseThrow(() -> new MemcachedException(line));
        } catch (IOException failed) {
            drop();
            throw MemcachedError.of(failed).exception(failed);
        }
    }

    private static String ask(LineSocket socket, String command, long deadlineNanos) throws IOException {
        socket.sendLine(command);
        return socket.line(deadlineNanos);
    }

    private void drop() {
        LineSocket socket = open;
        open = null;
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException gone) {
                // as it was to be
            }
        }
    }

    /** Closes it for good. */
    @Override
    public void close() {
        closed = true;
        drop();
    }
}
