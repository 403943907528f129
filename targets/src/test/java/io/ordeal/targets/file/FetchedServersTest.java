package io.ordeal.targets.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.cli.CommandOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Targets that a file describes, whose servers are fetched when they are first run: by the real npm and apt. */
@Tag("systems")
class FetchedServersTest {
    /** A busy machine gets longer runs until they are long enough. */
    private static final List<String> TIMES = List.of("3s", "20s", "60s");

    private static final String ETCD = """
            name: debians-etcd
            server:
              software: {debian: etcd-server, version: 3.5.16, suites: [trixie]}
              command:
              - "{software}/usr/bin/etcd"
              - --data-dir={data}/etcd
              - --listen-client-urls=http://{address:client}
              - --advertise-client-urls=http://{address:client}
              - --listen-peer-urls=http://{address:peer}
              ports: {client: clients, peer: nodes}
              ready: {http: /health, match: "true"}
            client:
              command: [python3, ./client.py]
            workloads: [register]
            expectations:
            - {workload: register, outcome: holds, source: reads and writes go through its log}
            """;

    /** By its gateway for JSON. */
    private static final String CLIENT = """
            import base64, json, urllib.request
            import ordeal

            class Register:
                def __init__(self, run):
                    self.url, self.timeout = "http://" + run.address(run.home, "client") + "/v3/kv/", run.timeout / 2

                def ask(self, what, **fields):
                    body = {name: base64.b64encode(value.encode()).decode() for name, value in fields.items()}
                    request = urllib.request.Request(self.url + what, json.dumps(body).encode())
                    return json.load(urllib.request.urlopen(request, timeout=self.timeout))

                def read(self, value):
                    found = self.ask("range", key=value[0]).get("kvs")
                    return [value[0], int(base64.b64decode(found[0]["value"])) if found else None]

                def write(self, value):
                    self.ask("put", key=value[0], value=str(value[1]))

            ordeal.serve(Register)
            """;

    @TempDir
    private Path folder = Path.of("");

    private void holds(Path file) {
        String said = "";
        for (String time : TIMES) {
            CommandOutcome outcome = CommandOutcome.of(
                    "run",
                    "--target-file",
                    file.toString(),
                    "--time",
                    time,
                    "--concurrency",
                    "4",
                    "--results",
                    folder.resolve("results").toString());
            said = outcome.out() + outcome.err();
            if (outcome.status() != 2) {
                assertThat(outcome.status()).as(said).isZero();
                assertThat(said).contains("expected: holds, and so it was");
                return;
            }
        }
        throw new AssertionError(said);
    }

    /** Restate calls handlers in Python, which are a node of their own: of its client's operations, one at a time. */
    @Test
    void restateComesByNpm() {
        holds(Path.of("examples/restate-register/ordeal.yaml"));
    }

    @Test
    void etcdComesByApt() throws IOException {
        Files.writeString(folder.resolve("client.py"), CLIENT);
        Files.writeString(
                folder.resolve("ordeal.py"),
                CommandOutcome.of("print", "ordeal.py").out());
        holds(Files.writeString(folder.resolve("ordeal.yaml"), ETCD));
    }
}
