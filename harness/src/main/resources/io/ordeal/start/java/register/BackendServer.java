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
import java.util.Properties;

/**
 * A toy, so that something runs: registers that are kept in a file. A line {@code write x 7} is answered by ok, {@code read x} by
 * 7, or by none. Your own server takes its place.
 */
final class BackendServer {
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
        } catch (IOException gone) {
            System.err.println(gone);
        }
    }

    private synchronized String answer(String[] words) throws IOException {
        if (words[0].equals("read")) {
            return state.getProperty(words[1], "none");
        }
        state.setProperty(words[1], words[2]);
        return save("ok");
    }

    /** On disk before it is answered: else a kill would lose it. */
    private String save(String answer) throws IOException {
        Path next = file.resolveSibling("state.next");
        try (FileOutputStream out = new FileOutputStream(next.toFile())) {
            state.store(out, null);
            out.getFD().sync();
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        return answer;
    }
}
