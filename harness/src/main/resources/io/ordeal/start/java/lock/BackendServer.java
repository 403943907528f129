package {{package}};

import java.io.BufferedReader;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * A toy, so that something runs: locks that are kept in a file, each granted for a while. A line {@code c3 13 acquire lock1} is
 * answered by the number of the grant, or by no. 13 is the session of the client c3, which by a higher one gives up what it
 * held by lower ones. Your own server takes its place.
 */
final class BackendServer {
    /** A holder that is not heard of for so long has lost its lock, and does not know: what a pause of a client shows. */
    static final Duration LEASE = Duration.ofSeconds(3);

    private static final Duration PATIENCE = Duration.ofMillis(300);

    private final Path file;
    private final Properties state = new Properties();

    private BackendServer(Path file) throws IOException {
        this.file = file;
        if (Files.exists(file)) {
            try (var in = Files.newInputStream(file)) {
                state.load(in);
            }
        }
    }

    public static void main(String[] args) throws IOException {
        BackendServer server = new BackendServer(Path.of(args[2], "state"));
        try (ServerSocket listening = new ServerSocket(Integer.parseInt(args[1]), 100, InetAddress.getByName(args[0]))) {
            while (true) {
                Socket connection = listening.accept();
                new Thread(() -> server.serve(connection)).start();
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            String line = new BufferedReader(new InputStreamReader(connection.getInputStream())).readLine();
            if (line != null) {
                connection.getOutputStream().write((answer(line.split(" ")) + "\n").getBytes());
            }
        } catch (IOException | InterruptedException gone) {
            System.err.println(gone);
        }
    }

    private synchronized String answer(String[] words) throws IOException, InterruptedException {
        String client = words[0];
        int session = Integer.parseInt(words[1]);
        if (session > latest(client)) {
            state.values().removeIf(holder -> holder.toString().startsWith(client + " "));
            state.setProperty("session-" + client, words[1]);
            notifyAll();
        }
        String me = client + " " + session;
        String lock = words[3];
        if (words[2].equals("release")) {
            if (!state.getProperty(lock, "").startsWith(me + " ")) {
                return "no";
            }
            state.remove(lock);
            return save("yes");
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (session == latest(client)) { // else the question is one of a session that was given up
            if (isFree(lock)) {
                state.setProperty(lock, me + " " + (System.currentTimeMillis() + LEASE.toMillis()));
                String grant = Integer.toString(1 + Integer.parseInt(state.getProperty("grants", "0")));
                state.setProperty("grants", grant);
                return save(grant);
            }
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                break;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return "no";
    }

    private boolean isFree(String lock) {
        String holder = state.getProperty(lock);
        return holder == null || Long.parseLong(holder.split(" ")[2]) < System.currentTimeMillis();
    }

    private int latest(String client) {
        return Integer.parseInt(state.getProperty("session-" + client, "-1"));
    }

    /** On disk before it is answered: else a kill would lose it. */
    private String save(String answer) throws IOException {
        Path next = file.resolveSibling("state.next");
        try (FileOutputStream out = new FileOutputStream(next.toFile())) {
            state.store(out, null);
            out.getFD().sync();
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        notifyAll();
        return answer;
    }
}
