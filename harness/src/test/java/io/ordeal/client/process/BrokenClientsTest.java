package io.ordeal.client.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.client.Client;
import io.ordeal.client.Completion;
import io.ordeal.client.Invocation;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Client processes that do not keep to the wire: their operation ends with their words, they are ended, and no answer is
 * taken for another operation's. The time-out is what a test meets whose answer never comes.
 */
@Timeout(60)
class BrokenClientsTest {
    @TempDir
    private Path folder;

    /** A shell that reads each operation's id, and then does what is given. */
    private ClientProcesses shells(String onInvoke) throws IOException {
        String script = """
                read -r hello
                echo '{"type":"ready"}'
                n=0
                while read -r line; do
                    n=$((n + 1))
                    id=${line#*'"id":'}
                    id=${id%%,*}
                    ONINVOKE
                done
                """.replace("ONINVOKE", onInvoke);
        return ClientProcesses.start(ClientCommand.of("/bin/sh", "-c", script), 1, folder);
    }

    private static Completion invoke(Client client) throws Exception {
        return client.invoke(new Invocation("read", null));
    }

    /** Each completes its first operation twice; the second answer has the first one's id, or what it takes for the next. */
    @ParameterizedTest
    @ValueSource(strings = {"$id", "$n"})
    void anAnswerTooManyIsNeverTheNextOperations(String id) throws Exception {
        String answer = "printf '{\"type\":\"ok\",\"id\":%s,\"value\":\"%s\"}\\n'";
        try (ClientProcesses clients = shells(answer + " $id answer-$n; [ $n != 1 ] || " + answer
                + (id.equals("$n") ? " $((id + 1))" : " $id") + " answer-1-again")) {
            Client client = clients.open(new FixedContext(0, 0));
            assertThat(invoke(client)).isEqualTo(Completion.ok("answer-1"));
            assertThatThrownBy(() -> invoke(client)).hasMessageContaining("about another operation");
            assertThatThrownBy(() -> invoke(client)).as("it is ended").isInstanceOf(IOException.class);
            assertThat(invoke(clients.open(new FixedContext(1, 0)))).isEqualTo(Completion.ok("answer-1"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\":\"ok\"}", "{\"type\":\"ok\",\"id\":null}", "{\"type\":\"step\",\"name\":\"x\"}"})
    void whoDoesNotRepeatTheIdIsToldTo(String answer) throws Exception {
        try (ClientProcesses clients = shells("echo '" + answer + "'")) {
            Client client = clients.open(new FixedContext(0, 0));
            assertThatThrownBy(() -> invoke(client)).hasMessageContaining("id").hasMessageContaining("operation");
            assertThatThrownBy(() -> invoke(client)).as("it is ended").isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "echo oops                                                              | no JSON object: oops",
                "echo                                                                   | no JSON object",
                "echo \"{\\\"type\\\":\\\"ok\\\",\\\"id\\\":$id,\\\"value\\\":{\\\"\\\":1}}\"      | a keyword's name is not empty",
                "echo \"{\\\"type\\\":\\\"ok\\\",\\\"id\\\":$id,\\\"value\\\":{\\\":x\\\":1}}\"    | a keyword's name is not empty",
                "echo \"{\\\"type\\\":\\\"ok\\\",\\\"id\\\":$id,\\\"value\\\":1e999}\"             | beyond all that a double",
                "echo \"{\\\"type\\\":\\\"ok\\\",\\\"id\\\":$id,\\\"type\\\":\\\"fail\\\"}\"       | Duplicate",
                "echo \"{\\\"type\\\":\\\"ok\\\",\\\"id\\\":$id}{}\"                               | more than one JSON object",
                "echo \"{\\\"type\\\":\\\"OK\\\",\\\"id\\\":$id}\"                                 | neither a step nor a completion",
                "printf '\\377\\376\\n'                                                 | no UTF-8",
                "printf '\\033[31m\\n'                                                  | no JSON object: \\u001b[31m",
                "head -c 3000 /dev/zero >z; tr '\\0' '[' <z; echo                          | no JSON object",
                "printf '{\"value\":'; head -c 3000 /dev/zero >z; tr '\\0' '[' <z; echo      | Document nesting depth",
                "head -c 20000000 /dev/zero                             | a line longer than 16 MiB",
                "exec >&-; sleep 600                                                    | it has closed its output",
                "sleep 600 & exit 4                                                     | it ended, exit code 4"
            })
    void whatIsNoLineOfTheWireEndsTheClientWithItsWords(String does, String told) throws Exception {
        try (ClientProcesses clients = shells(does)) {
            Client client = clients.open(new FixedContext(0, 0));
            assertThatThrownBy(() -> invoke(client))
                    .as(does)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(told);
            assertThatThrownBy(() -> invoke(client)).as("the next, of " + does).isInstanceOf(IOException.class);
        }
    }

    @Test
    void whoGoesOnTalkingIsNotHeardForEver() throws Exception {
        try (ClientProcesses clients = shells("yes '{\"type\":\"ok\",\"id\":0}'")) {
            Client client = clients.open(new FixedContext(0, 0));
            assertThatThrownBy(() -> invoke(client)).hasMessageContaining("it said");
        }
    }
}
