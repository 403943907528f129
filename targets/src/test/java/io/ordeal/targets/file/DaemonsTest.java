package io.ordeal.targets.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterException;
import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.MeshFactory;
import io.ordeal.cluster.ProcessCluster;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Servers that are elsewhere than where faults look for them: orphans by their own doing, as daemons are, and at another
 * port. What is done to a node is done to them, or they are refused.
 */
class DaemonsTest {
    /** Becomes nobody's child, and leaves a process behind that waits, as a start script would. */
    private static final String DAEMON = """
        import http.server, os, sys, time
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                if len(sys.argv) > 2:
                    os.execve(sys.executable, [sys.executable, sys.argv[2], sys.argv[1]], {})
                print("pid", os.getpid(), flush=True)
                http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), http.server.SimpleHTTPRequestHandler).serve_forever()
            os._exit(0)
        os.wait()
        time.sleep(1000)
        """;

    private static final String PLAIN = """
        import http.server, os, sys
        print("pid", os.getpid(), flush=True)
        http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), http.server.SimpleHTTPRequestHandler).serve_forever()
        """;

    private static final String FILE = """
        name: daemon
        server:
          command: [python3, ./daemon.py, COMMAND]
          ports: {http: clients}
          ready: READY
        client:
          command: [sh]
        workloads: [register]
        """;

    @TempDir
    private Path folder;

    private Cluster start(String command, String ready) throws Exception {
        Files.writeString(folder.resolve("daemon.py"), DAEMON);
        Files.writeString(folder.resolve("plain.py"), PLAIN);
        Path file = Files.writeString(
                folder.resolve("ordeal.yaml"), FILE.replace("COMMAND", command).replace("READY", ready));
        return ProcessCluster.start(
                TargetFile.read(file).cluster(),
                new ClusterSettings(folder.resolve("run"), folder.resolve("cache"), 1, MeshFactory.embedded(1)));
    }

    private static boolean answers(InetSocketAddress at) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(at, 1_000);
            socket.setSoTimeout(1_000);
            socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().read() >= 0;
        } catch (SocketTimeoutException silent) {
            return false;
        }
    }

    private long pid() throws IOException {
        try (var logs = Files.walk(folder.resolve("run"))) {
            for (Path log : logs.filter(Files::isRegularFile).toList()) {
                Matcher pid = Pattern.compile("pid (\\d+)").matcher(Files.readString(log));
                if (pid.find()) {
                    return Long.parseLong(pid.group(1));
                }
            }
        }
        throw new AssertionError("it never said which process it is");
    }

    @Test
    void whatIsDoneToANodeIsDoneToItsOrphans() throws Exception {
        InetSocketAddress at;
        try (Cluster cluster = start("\"{port:http}\"", "{port: http}")) {
            at = cluster.direct("n1", "http");
            assertThat(answers(at)).isTrue();
            cluster.pause("n1");
            assertThat(answers(at)).as("a paused node is silent").isFalse();
            cluster.resume("n1");
            assertThat(answers(at)).isTrue();
            cluster.kill("n1");
            assertThatThrownBy(() -> answers(at)).isInstanceOf(ConnectException.class);
            cluster.start("n1");
            assertThat(answers(at)).isTrue();
        }
        assertThatThrownBy(() -> answers(at)).isInstanceOf(ConnectException.class);
    }

    /** It took away what it could have been known by. */
    @Test
    void aStrangerAtANodesPortIsRefused() throws Exception {
        try {
            assertThatThrownBy(() -> start("\"{port:http}\", \"{here}/plain.py\"", "{port: http}")
                            .close())
                    .isInstanceOf(ClusterException.class)
                    .hasMessageContaining("daemon on node n1 is up, but at its port http")
                    .hasMessageContaining("no fault would strike it")
                    .hasMessageContaining("plain.py");
        } finally {
            ProcessHandle.of(pid()).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    /** As a server with a port of its own in its configuration; its clients will have it, too, and meet no fault of a link. */
    @Test
    void aServerThatListensElsewhereIsNeverUp() {
        assertThatThrownBy(
                        () -> start("\"0\"", "{log: pid}\n  ready-within: 2s").close())
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("nobody listens at its port http")
                .hasMessageContaining("{port:http}");
    }
}
