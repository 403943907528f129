package io.ordeal.client.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.client.Client;
import io.ordeal.client.Completion;
import io.ordeal.client.Invocation;
import io.ordeal.history.Keyword;
import io.ordeal.history.OpType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Java clients as child processes, killed and stopped for real. */
class ClientProcessesTest {
    @TempDir
    Path folder;

    private ClientProcesses clients;
    private final FixedContext context = new FixedContext(0, 0);
    private Client client;

    @BeforeEach
    void start() throws Exception {
        clients = ClientProcesses.start(ClientCommand.java(LedgerProgram.class), 1, folder);
        client = clients.open(context);
    }

    @AfterEach
    void end() {
        clients.close();
    }

    @Test
    void operationsGoInAndCompletionsComeOut() throws Exception {
        Object value = Map.of(
                Keyword.of("id"),
                17L,
                Keyword.of("list"),
                Arrays.asList("a", null, true, 1.5),
                Keyword.of("map"),
                Map.of(Keyword.of("k"), List.of()));
        assertThat(client.invoke(new Invocation("echo", value))).isEqualTo(Completion.ok(value));
        assertThat(client.invoke(new Invocation("where", null)).value()).isEqualTo("[n1] /127.0.0.1:4711 0");
        assertThat(client.invoke(new Invocation("refuse", 1L))).isEqualTo(Completion.fail(1L, "not today"));
        assertThat(client.invoke(new Invocation("break", 2L)))
                .isEqualTo(Completion.info(2L, "IllegalStateException: halfway"));
    }

    @Test
    void itLearnsWhoJoinedWithTheNextOperation() throws Exception {
        context.members("n1", "n4");
        assertThat(client.invoke(new Invocation("where", null)).value()).isEqualTo("[n1, n4] /127.0.0.1:4711 0");
        assertThat(client.invoke(new Invocation("where", null)).value())
                .as("and it is not told again")
                .isEqualTo("[n1, n4] /127.0.0.1:4711 0");
        context.members("n1");
        assertThat(client.invoke(new Invocation("where", null)).value()).isEqualTo("[n1] /127.0.0.1:4711 0");
    }

    @Test
    void aClientThatIsKilledBetweenTwoStepsLeavesItsFolderToTheNext() throws Exception {
        invoke("write");
        assertThat(clients.killer().end()).isEmpty();
        killUntilBegunAlone();
        assertThat(clients.killer().end())
                .last()
                .satisfies(kill -> assertThat(kill).containsEntry("worker", 0).containsEntry("step", "begun"));
    }

    /** Among the steps drawn is {@code begun}, with the client killed before it goes on. */
    private void killUntilBegunAlone() throws Exception {
        clients.killer().begin(new SplittableRandom(3));
        String ledger = "";
        for (int process = 1; !ledger.endsWith("begun begun "); process++) {
            try {
                while (true) {
                    invoke("write");
                }
            } catch (IOException killed) {
                assertThat(killed).hasMessageContaining("exit code 137");
            }
            ledger = Files.readString(folder.resolve("c0").resolve("ledger")) + "begun ";
            client = clients.open(new FixedContext(process, 0));
        }
    }

    private OpType invoke(String f) throws Exception {
        return client.invoke(new Invocation(f, null)).type();
    }

    @Test
    void aStoppedClientStandsUntilItIsResumed() throws Exception {
        Object pid = client.invoke(new Invocation("pid", null)).value();
        clients.pause(0);
        assertThat(state(pid)).isEqualTo('T');
        clients.resume(0);
        assertThat(state(pid)).isNotEqualTo('T');
        assertThat(invoke("pid")).isEqualTo(OpType.OK);
    }

    private static char state(@Nullable Object pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        return stat.charAt(stat.lastIndexOf(')') + 2);
    }

    @Test
    void itsPausePointsAndLostSessionsReachTheRun() throws Exception {
        assertThat(invoke("hold")).isEqualTo(OpType.OK);
        assertThat(context.lost).containsExactly("lock1");
        // when it was invoked, and where it said
        assertThat(context.pausePoints).hasValue(2);
    }

    @Test
    void theNextClientOfAWorkerFindsTheLastOneDead() throws Exception {
        Object pid = client.invoke(new Invocation("pid", null)).value();
        Client next = clients.open(new FixedContext(1, 0));
        assertThat(Path.of("/proc/" + pid)).doesNotExist();
        assertThat(next.invoke(new Invocation("echo", 1L))).isEqualTo(Completion.ok(1L));
        assertThatThrownBy(() -> invoke("pid")).isInstanceOf(IOException.class);
    }

    @Test
    void nothingIsLeftWhenTheRunEnds() throws Exception {
        Object pid = client.invoke(new Invocation("pid", null)).value();
        client.close();
        assertThat(Path.of("/proc/" + pid)).doesNotExist();
        Client next = clients.open(new FixedContext(1, 0));
        long living = (Long)
                Objects.requireNonNull(next.invoke(new Invocation("pid", null)).value());
        ProcessHandle process = ProcessHandle.of(living).orElseThrow();
        clients.close();
        assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(30));
    }

    @Test
    void aClientInAnotherLanguageSpeaksTheSame() throws Exception {
        String script = """
                read -r hello
                case $hello in *'"type":"hello"'*) echo '{"type":"ready"}' ;; esac
                while read -r line; do
                    id=${line#*'"id":'}
                    id=${id%%,*}
                    case $line in
                    *'"f":"add"'*) printf '{"type":"ok","id":%s,"value":{"sum":3}}\\n' "$id" ;;
                    *'"f":"told"'*'"nodes":["n1","n4"]'*) printf '{"type":"ok","id":%s}\\n' "$id" ;;
                    *'"f":"die"'*) exit 3 ;;
                    *) printf '{"type":"fail","id":%s,"error":"unknown"}\\n' "$id" ;;
                    esac
                done
                """;
        try (ClientProcesses shells =
                ClientProcesses.start(ClientCommand.of("/bin/sh", "-c", script), 1, folder.resolve("shells"))) {
            Client shell = shells.open(context);
            assertThat(shell.invoke(new Invocation("add", List.of(1L, 2L))))
                    .isEqualTo(Completion.ok(Map.of(Keyword.of("sum"), 3L)));
            assertThat(shell.invoke(new Invocation("sing", "la"))).isEqualTo(Completion.fail("la", "unknown"));
            context.members("n1", "n4");
            assertThat(shell.invoke(new Invocation("told", null)).type()).isEqualTo(OpType.OK);
            assertThat(shell.invoke(new Invocation("told", null)).type())
                    .as("members that are as they were")
                    .isEqualTo(OpType.FAIL);
            assertThatThrownBy(() -> shell.invoke(new Invocation("die", null))).hasMessageContaining("exit code 3");
        }
    }

    @Test
    void whoIsNotReadyTellsWhereItsLogIs() throws Exception {
        try (ClientProcesses broken =
                ClientProcesses.start(ClientCommand.of("/no/such/program"), 1, folder.resolve("broken"))) {
            assertThatThrownBy(() -> broken.open(context))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("clients.log");
        }
    }
}
