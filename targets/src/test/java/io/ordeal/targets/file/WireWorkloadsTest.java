package io.ordeal.targets.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.cli.CommandOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Workloads whose values are no keys, served over the wire by clients in Python and JavaScript: numbers are added to what is
 * read as a set of them, or as their sum.
 */
class WireWorkloadsTest {
    /** A busy machine gets longer runs until they are long enough. */
    private static final List<String> TIMES = List.of("2s", "10s", "60s");

    private static final String SERVER = """
            import json, socketserver, sys, threading

            forgets, added, alone = sys.argv[3] == "forgets", [], threading.Lock()

            class Handler(socketserver.StreamRequestHandler):
                def handle(self):
                    for line in self.rfile:
                        what, *number = line.split()
                        with alone:
                            if what == b"add" and not (forgets and int(number[0]) % 5 == 1):
                                added.append(int(number[0]))
                            self.wfile.write(json.dumps(added).encode() + b"\\n")

            class Server(socketserver.ThreadingTCPServer):
                allow_reuse_address = daemon_threads = True

            Server((sys.argv[1], int(sys.argv[2])), Handler).serve_forever()
            """;

    private static final String IN_PYTHON = """
            import json, socket, sys
            import ordeal

            class Numbers:
                def __init__(self, run):
                    host, port = run.address(run.home, "client").split(":")
                    self.stream = socket.create_connection((host, int(port))).makefile("rw")

                def ask(self, question):
                    self.stream.write(question + "\\n")
                    self.stream.flush()
                    return json.loads(self.stream.readline())

                def add(self, number):
                    self.ask("add %d" % number)

                def read(self, _):
                    numbers = self.ask("read")
                    return sum(numbers) if sys.argv[1] == "counter" else numbers

            ordeal.serve(Numbers)
            """;

    private static final String IN_JAVASCRIPT = """
            const net = require("net");
            const readline = require("readline");
            const ordeal = require("./ordeal.js");

            ordeal.serve((run) => {
              const [host, port] = run.address(run.home, "client").split(":");
              const connection = net.connect({ host, port: Number(port) });
              const lines = readline.createInterface({ input: connection })[Symbol.asyncIterator]();
              async function ask(question) {
                connection.write(question + "\\n");
                return JSON.parse((await lines.next()).value);
              }
              return {
                async add(number) { await ask("add " + number); },
                async read() {
                  const numbers = await ask("read");
                  return process.argv[2] === "counter" ? numbers.reduce((sum, each) => sum + each, 0) : numbers;
                },
              };
            });
            """;

    @TempDir
    private Path folder = Path.of("");

    private CommandOutcome tryUntil(int status, String workload, String client, String server) throws IOException {
        Files.writeString(folder.resolve("server.py"), SERVER);
        Files.writeString(folder.resolve("client.py"), IN_PYTHON);
        Files.writeString(folder.resolve("client.js"), IN_JAVASCRIPT);
        for (String library : List.of("ordeal.py", "ordeal.js")) {
            Files.writeString(
                    folder.resolve(library), CommandOutcome.of("print", library).out());
        }
        Path file = Files.writeString(folder.resolve("ordeal.yaml"), """
                name: numbers
                summary: numbers that are added
                server:
                  command: [python3, ./server.py, "{host}", "{port:client}", %s]
                  ports: {client: clients}
                client:
                  command: [%s, %s]
                workloads: [%s]
                """.formatted(server, client, workload, workload));
        CommandOutcome outcome = new CommandOutcome(255, "", "not tried");
        for (String time : TIMES) {
            outcome = CommandOutcome.of(
                    "run",
                    "--target-file",
                    file.toString(),
                    "--time",
                    time,
                    "--concurrency",
                    "4",
                    "--results",
                    folder.resolve("results").toString());
            if (outcome.status() == status) {
                break;
            }
        }
        assertThat(outcome.status()).as(outcome.out() + outcome.err()).isEqualTo(status);
        return outcome;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"set | python3, ./client.py", "counter | node, ./client.js"})
    void areServed(String workload, String client) throws IOException {
        assertThat(tryUntil(0, workload, client, "keeps").out()).contains("VALID  numbers " + workload);
    }

    @Test
    void areBrokenByAServerThatForgets() throws IOException {
        assertThat(tryUntil(1, "set", "python3, ./client.py", "forgets").out()).contains("INVALID  numbers set: lost");
    }
}
