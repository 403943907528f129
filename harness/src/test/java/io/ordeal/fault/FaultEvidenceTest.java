package io.ordeal.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import io.ordeal.history.Keyword;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FaultEvidenceTest {
    private static final String PARTITION = "partition:primary";

    private final HistoryBuilder history = new HistoryBuilder();

    @Test
    void whatHeldBytesBackWasFelt() {
        start(Map.of("mode", "hold"));
        stop(Map.of("bytes-held", 17L, "connections-cut", 0L));
        assertThat(missing()).isNull();
    }

    @Test
    void whatWasFeltOnceWasFelt() {
        start(Map.of());
        stop(Map.of("bytes-held", 17L));
        start(Map.of());
        stop(Map.of("bytes-held", 0L));
        assertThat(missing()).isNull();
    }

    @Test
    void whatCountedNothingWasNotFelt() {
        start(Map.of());
        stop(Map.of("bytes-held", 0L, "connections-cut", 0L));
        assertThat(missing()).contains("nothing shows that it was felt");
    }

    @Test
    void aStopThatHadNothingToHealShowsNothing() {
        start(Map.of());
        stop(Map.of("bytes-held", 0L, "connections-cut", 0L));
        // As every run does in the end.
        stop(Map.of());
        assertThat(missing()).contains("nothing shows that it was felt");
    }

    @Test
    void aFaultThatCountsNothingWasFeltByBeingDone() {
        start(Map.of("nodes", List.of("n1")));
        stop(Map.of("back", List.of("n1")));
        assertThat(missing()).isNull();
    }

    @Test
    void whatWasSkippedWasNeverInjected() {
        start(Map.of("skipped", "there is no primary"));
        stop(Map.of());
        assertThat(missing()).contains("was never injected");
    }

    @Test
    void whatFailedWasNeverInjected() {
        event("start-partition", PARTITION);
        event("start-partition", PARTITION);
        stop(Map.of());
        assertThat(missing()).contains("was never injected");
    }

    private @Nullable String missing() {
        History whole = history.build();
        return FaultEvidence.missing(whole, List.of(PARTITION)).orElse(null);
    }

    private void start(Map<String, Object> told) {
        twice("start-partition", told);
    }

    private void stop(Map<String, Object> told) {
        twice("stop-partition", told);
    }

    /** As the nemesis writes it: what is asked for, and what was done. */
    private void twice(String f, Map<String, Object> told) {
        event(f, PARTITION);
        Map<Keyword, Object> value = new LinkedHashMap<>();
        value.put(Keyword.of("fault"), PARTITION);
        told.forEach((name, what) -> value.put(Keyword.of(name), what));
        event(f, value);
    }

    private void event(String f, Object value) {
        history.add(OpType.INFO, Op.NEMESIS, f, value);
    }
}
