package io.ordeal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands print for people: of each thing a row, in the words that fit it. */
class PrintedRowsTest {
    private static final int COLUMNS = 90;

    @TempDir
    private Path folder;

    @Test
    void aFaultOfClientsTakesAClientsName() {
        for (String fault : new String[] {"client-pause", "kill-coordinator"}) {
            assertThat(CommandOutcome.of("list", "faults", fault).out())
                    .as(fault)
                    .contains("whom: asking, or a client's name, such as c0")
                    .doesNotContain("a node's name");
        }
        assertThat(CommandOutcome.of("list", "faults", "kill").out()).contains("or a node's name");
    }

    @Test
    void aLongErrorOfManyLinesIsOneRow() throws IOException {
        String error = "connection to n1 was refused\\nat a.b.C\\n" + "and so on, ".repeat(30);
        Path history = Files.writeString(
                folder.resolve("h.edn"),
                "{:process 0, :type :invoke, :f :read, :value nil}\n{:process 0, :type :fail, :f :read, :error \""
                        + error
                        + "\"}\n{:process 1, :type :invoke, :f :write, :value 1}\n"
                        + "{:process 1, :type :fail, :f :write, :error \"no\"}\n");
        String out = CommandOutcome.of("check", history.toString(), "--checker", "register")
                .out();
        String rows = out.substring(out.indexOf("why operations did not succeed"));
        assertThat(rows.lines().skip(1).limit(2))
                .satisfiesExactlyInAnyOrder(
                        read -> assertThat(read)
                                .contains("refused at a.b.C and so on")
                                .containsPattern("(…|\\.\\.\\.)$")
                                .hasSizeLessThanOrEqualTo(COLUMNS),
                        write -> assertThat(write).isEqualTo(" the only :write failed: no"));
    }
}
