package io.ordeal.targets.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.ClusterException;
import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.MeshFactory;
import io.ordeal.cluster.ProcessCluster;
import io.ordeal.mesh.Link;
import io.ordeal.software.ChosenVersions;
import io.ordeal.targets.Target;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers that a file describes, started, asked, killed and started again: real processes of Python. */
class DescribedClusterTest {
    private static final String SERVER = """
            import http.server, os, sys
            port, config, number, data = sys.argv[1:]
            print("told", os.environ["WHO"], open(config).read(), "knew", os.path.exists(data), flush=True)
            open(data, "w").close()

            class Handler(http.server.BaseHTTPRequestHandler):
                def do_GET(self):
                    self.send_response(200 if self.path in ("/", "/role") else 404)
                    self.end_headers()
                    self.wfile.write(b"primary" if number == "1" else b"replica")

            server = http.server.HTTPServer(("127.0.0.1", int(port)), Handler)
            print("listening", flush=True)
            server.serve_forever()
            """;

    private static final String FILE = """
            name: roles
            nodes: 2
            server:
              command: [python3, ./server.py, "{port:http}", "{config}/server.conf", "{number}", "{data}/known"]
              ports: {http: both}
              environment: {WHO: "{node}"}
              files: {server.conf: "{{peers} are {peers:http}"}
              ready: READY
            primary: PRIMARY
            client:
              command: [sh]
            workloads: [register]
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void writeTheServer() throws IOException {
        Files.writeString(folder.resolve("server.py"), SERVER);
    }

    private Cluster start(String ready, String primary) throws Exception {
        Path file = Files.writeString(
                folder.resolve("ordeal.yaml"), FILE.replace("READY", ready).replace("PRIMARY", primary));
        return start(TargetFile.read(file).cluster());
    }

    private Cluster start(ClusterDescription description) throws Exception {
        return ProcessCluster.start(
                description,
                new ClusterSettings(folder.resolve("run"), folder.resolve("cache"), 1, MeshFactory.embedded(1)));
    }

    private static String log(Cluster cluster, String node) throws IOException {
        return Files.readString(cluster.findLog(node).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{log: ^listening}               | {http: /role, match: ^primary}",
                "{http: /, match: p.+}    | {node: n1}",
                "{http: /role}                   | {command: [sh, -c, 'test {number} = 1']}",
                "{command: [python3, -c, 'import urllib.request as r; r.urlopen(\"http://{address:http}/\")']} | {command: [echo, '{node} at {port:http}'], match: n1}",
                "{port: http}                    | {http: /role, port: http, match: primary}",
            },
            quoteCharacter = '`')
    void aNodeIsAskedWhetherItIsUpAndWhetherItIsPrimary(String ready, String primary) throws Exception {
        try (Cluster cluster = start(ready, primary)) {
            assertThat(cluster.primaries()).contains(Set.of("n1"));
            cluster.kill("n1");
            cluster.start("n1");
            assertThat(cluster.state("n1")).isEqualTo(Cluster.State.RUNNING);
            assertThat(cluster.primaries()).contains(Set.of("n1"));
            assertThat(log(cluster, "n2")).contains("knew False").doesNotContain("knew True");
            assertThat(log(cluster, "n1")).contains("knew False", "knew True");
        }
    }

    /** As {@code --software} has it: from a folder of the user's, in the place of what would be fetched. */
    @Test
    void aServerIsToldWhereItsSoftwareLies() throws Exception {
        Path server = Files.createDirectories(folder.resolve("mine/lib")).resolve("server.py");
        Files.writeString(server, SERVER);
        String text = FILE.replace("READY", "{log: ^listening}")
                .replace("PRIMARY", "{node: n1}")
                .replace("./server.py", "\"{software}/lib/server.py\"")
                .replace("server:\n", "server:\n  software: {npm: \"@example/roles@1.2.3\"}\n");
        Target target = TargetFile.read(Files.writeString(folder.resolve("ordeal.yaml"), text));
        ClusterDescription mine = ChosenVersions.in(
                target.cluster(), Map.of("roles", folder.resolve("mine").toString()));
        try (Cluster cluster = start(mine)) {
            cluster.kill("n1");
            cluster.start("n1");
            assertThat(log(cluster, "n1")).contains("knew False", "knew True");
        }
        assertThatThrownBy(() -> start(ChosenVersions.in(target.cluster(), Map.of("roles", folder + "/none")))
                        .close())
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("there is no folder " + folder + "/none");
    }

    /** Else the node would be taken for ready by what it logged in its life before. */
    @Test
    void aLineOfTheLogCountsSinceTheLastStartAlone() throws Exception {
        try (Cluster cluster = start("{log: ^listening}", "{node: n1}")) {
            for (int starts = 2; starts <= 4; starts++) {
                cluster.kill("n1");
                cluster.start("n1");
                assertThat(log(cluster, "n1").lines().filter("listening"::equals))
                        .hasSize(starts);
            }
        }
    }

    @Test
    void aServerIsToldOfAnotherByItsLinkAlone() throws Exception {
        try (Cluster cluster = start("{log: ^listening}", "{node: n1}")) {
            InetSocketAddress link = cluster.mesh().entrance(new Link("n1", "n2"), "http");
            assertThat(log(cluster, "n1")).contains("told n1 {peers} are 127.0.0.1:" + link.getPort() + " knew");
            assertThat(cluster.direct("n2", "http")).isNotEqualTo(link);
        }
    }

    @Test
    void aNodeThatIsNeverReadyIsToldWithTheAnswerThatItGave() {
        assertThatThrownBy(() -> start("{http: /missing}\n  ready-within: 1s", "{node: n1}")
                        .close())
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("roles on node n")
                .hasMessageContaining("it was given 1 s");
    }
}
