package io.ordeal.checker.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.history.History;
import io.ordeal.history.io.HistoryReader;
import io.ordeal.history.io.Origin;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Why operations failed: together what differs by a number alone, the most frequent first. */
class FailureReasonsTest {
    private final StringBuilder edn = new StringBuilder();

    private void operation(String f, String type, String error) {
        edn.append("{:process 0, :type :invoke, :f :")
                .append(f)
                .append(", :value nil}\n{:process 0, :type :")
                .append(type)
                .append(", :f :")
                .append(f)
                .append(", :value nil")
                .append(error.isEmpty() ? "" : ", :error " + error)
                .append("}\n");
    }

    private History history() throws IOException {
        return HistoryReader.read(
                        new ByteArrayInputStream(edn.toString().getBytes(StandardCharsets.UTF_8)), Origin.FOREIGN)
                .history();
    }

    @Test
    void whatDiffersByANumberOrAnAddressIsOneReason() throws IOException {
        for (int i = 0; i < 30; i++) {
            operation("acquire", "fail", "\"connection refused: localhost/127.0.0.1:" + (4000 + i) + "\"");
        }
        for (int i = 0; i < 5; i++) {
            operation("acquire", "info", "[:timeout " + i + "]");
            operation("release", "fail", ":not-holder");
        }
        operation("acquire", "ok", "");
        operation("acquire", "fail", "");
        List<Map<String, Object>> rows = FailureReasons.of(history());
        assertThat(rows).hasSize(3);
        assertThat(rows.get(0))
                .containsEntry("f", "acquire")
                .containsEntry("outcome", "fail")
                .containsEntry("count", 30L)
                .containsEntry("operations", 37)
                .containsEntry("reason", "connection refused: localhost/#")
                .containsEntry("example", "connection refused: localhost/127.0.0.1:4000");
        assertThat(rows.stream().map(row -> row.get("count"))).containsExactly(30L, 5L, 5L);
        assertThat(FailureReasons.sentence(rows.get(2))).isEqualTo("all 5 :release failed: :not-holder");
    }

    @Test
    void theAdviceIsTheReasonWhereItPrevails() throws IOException {
        for (int i = 0; i < 133; i++) {
            operation("acquire", "fail", "\"connection refused\"");
        }
        for (Requirement lacking : List.of(
                Requirement.okOperations(10), Requirement.okOperations("acquire", 10), Requirement.releasedHolds(1))) {
            assertThat(lacking.missing(history()).orElseThrow())
                    .contains("all 133 :acquire failed: connection refused")
                    .doesNotContain("--rate");
        }
    }

    @Test
    void moreIsTheAdviceWhereNothingFailsForAReason() throws IOException {
        operation("acquire", "ok", "");
        operation("acquire", "fail", "");
        assertThat(Requirement.okOperations(10).missing(history()).orElseThrow())
                .contains("--rate");
        assertThat(FailureReasons.of(history())).isEmpty();
        assertThat(FailureReasons.prevailing(history(), null)).isEqualTo(Optional.empty());
    }

    @Test
    void errorsThatAreAllDifferentAreCountedInSum() throws IOException {
        for (int i = 0; i < 5_000; i++) {
            String word = "" + (char) ('a' + i % 26) + (char) ('a' + i / 26 % 26) + (char) ('a' + i / 676);
            operation("read", "info", "\"" + word + "\"");
        }
        assertThat(FailureReasons.of(history()))
                .hasSize(20)
                .first()
                .satisfies(
                        row -> assertThat(row).containsEntry("reason", "others").containsEntry("count", 3_000L));
    }
}
