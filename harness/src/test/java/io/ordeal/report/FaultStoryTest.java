package io.ordeal.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.AnomalyType;
import io.ordeal.checker.measure.FaultSpans;
import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import io.ordeal.history.Keyword;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A lock's holder stands still, its lease runs out, and another is granted the lock. */
class FaultStoryTest {
    private final List<Op> events = new ArrayList<>();

    private Op add(long millis, int process, OpType type, String f, @Nullable Object value) {
        Op op = new Op(events.size() * 10, millis * 1_000_000, process, type, f, value, null);
        events.add(op);
        return op;
    }

    private void nemesis(long millis, String f, Object value) {
        add(millis, Op.NEMESIS, OpType.INFO, f, value);
    }

    private static Map<Keyword, Object> told(Object... namesAndValues) {
        Map<Keyword, Object> told = new java.util.LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            told.put(Keyword.of((String) namesAndValues[i]), namesAndValues[i + 1]);
        }
        return told;
    }

    private History history() {
        HistoryBuilder builder = new HistoryBuilder();
        events.forEach(builder::add);
        return builder.build();
    }

    private History frozenHolder(List<Op> witness) {
        nemesis(100, "start-kill", "k1");
        nemesis(
                110,
                "start-kill",
                told("fault", "kill:one", "id", "k1", "trigger", "at 100ms", "nodes", List.of("n2")));
        nemesis(200, "stop-kill", "k1");
        nemesis(210, "stop-kill", told("fault", "kill:one", "id", "k1", "trigger", "for 100ms"));
        nemesis(900, "start-client-pause", "cp");
        nemesis(901, "start-client-pause", told("fault", "client-pause", "id", "cp", "whom", "the next holder"));
        witness.add(add(1_000, 3, OpType.INVOKE, "acquire", "a"));
        witness.add(add(2_000, 4, OpType.INVOKE, "acquire", "a"));
        witness.add(add(2_010, 4, OpType.OK, "acquire", "a"));
        nemesis(3_000, "stop-client-pause", "cp");
        witness.add(add(3_001, 3, OpType.OK, "acquire", "a"));
        nemesis(
                3_002,
                "stop-client-pause",
                told(
                        "fault",
                        "client-pause",
                        "id",
                        "cp",
                        "frozen",
                        List.of(told("process", 3L, "worker", 3L, "nanos", 1_990_000_000L)),
                        "evidence",
                        told("measure", "clients-frozen", "amount", 1L)));
        witness.add(add(4_000, 4, OpType.INVOKE, "release", "a"));
        return history();
    }

    @Test
    void whoStoodStillIsFoundInWhatItHadInHand() {
        History history = frozenHolder(new ArrayList<>());
        assertThat(FrozenClient.of(history, FaultSpans.of(history)))
                .containsExactly(new FrozenClient(3, 6, 1_011_000_000L, 3_001_000_000L));
    }

    @Test
    void onlyWhatWasAtWorkIsToldAndDrawn() {
        List<Op> witness = new ArrayList<>();
        History history = frozenHolder(witness);
        FaultStory story = new FaultStory(history, FaultSpans.of(history));
        Anomaly anomaly = new Anomaly(AnomalyType.OVERLAPPING_HOLDS, "a", "both hold it", witness);
        assertThat(story.atWork(anomaly)).extracting(FaultSpans.Span::fault).containsExactly("client-pause");
        String picture = SvgPicture.draw(anomaly, story);
        assertThat(picture)
                .contains(">client-pause</text>", "p3 stood still for 1.99 s")
                .doesNotContain("kill");
    }

    @Test
    void whomItStruckAndWhatMadeItBeginAndEnd() {
        History history = frozenHolder(new ArrayList<>());
        List<FaultSpans.Span> spans = FaultSpans.of(history).spans();
        assertThat(FaultWords.of(spans.get(0)))
                .containsExactly(
                        Map.entry("whom", "n2"), Map.entry("began", "at 100ms"), Map.entry("ended", "for 100ms"));
        assertThat(FaultWords.line(spans.get(1))).isEqualTo("frozen p3 for 1.99 s; did: clients-frozen 1");
    }

    @Test
    void aPartitionTellsItsSides() {
        nemesis(0, "start-partition", "p");
        nemesis(
                1,
                "start-partition",
                told(
                        "fault",
                        "partition:one",
                        "id",
                        "p",
                        "mode",
                        "hold",
                        "groups",
                        List.of(List.of("n1", "c0"), List.of("n2"))));
        FaultSpans.Span span = FaultSpans.of(history()).spans().get(0);
        assertThat(FaultWords.line(span)).isEqualTo("n1 c0 | n2; mode: hold");
        assertThat(new FaultStory(history(), FaultSpans.of(history())).when(span))
                .isEqualTo("0.000 s to the end: never healed");
    }

    @Test
    void theBandsBeginAndEndWhereTheFaultsDid() {
        List<Op> witness = new ArrayList<>();
        witness.add(add(1_000, 0, OpType.INVOKE, "write", 1L));
        nemesis(1_500, "start-kill", "k");
        nemesis(1_500, "start-kill", told("fault", "kill", "id", "k"));
        witness.add(add(2_000, 0, OpType.OK, "write", 1L));
        nemesis(2_250, "stop-kill", "k");
        nemesis(2_250, "stop-kill", told("fault", "kill", "id", "k"));
        witness.add(add(3_000, 1, OpType.INVOKE, "read", null));
        witness.add(add(4_000, 1, OpType.OK, "read", null));
        Anomaly anomaly = new Anomaly(AnomalyType.STALE_READ, null, "stale", witness);
        FaultStory story = new FaultStory(history(), FaultSpans.of(history()));
        PictureFaults faults = PictureFaults.of(WitnessPicture.of(anomaly).orElseThrow(), anomaly, story);
        assertThat(faults.rows()).hasSize(1);
        PictureFaults.Band band = faults.rows().get(0).get(0);
        assertThat(band.from()).isEqualTo(0.5);
        assertThat(band.to()).isEqualTo(1.25);
    }

    @Test
    void aTransactionOfACycleTellsWhatWasAtWorkDuringIt() {
        Op first = add(1_000, 0, OpType.INVOKE, "txn", List.of());
        nemesis(1_500, "start-kill", "k");
        nemesis(1_500, "start-kill", told("fault", "kill:one", "id", "k"));
        Op second = add(1_600, 0, OpType.OK, "txn", List.of());
        nemesis(1_700, "stop-kill", "k");
        nemesis(1_700, "stop-kill", told("fault", "kill:one", "id", "k"));
        Op third = add(1_800, 1, OpType.INVOKE, "txn", List.of());
        Op fourth = add(1_900, 1, OpType.OK, "txn", List.of());
        FaultStory story = new FaultStory(history(), FaultSpans.of(history()));
        Anomaly cycle = new Anomaly(
                "G0",
                null,
                "",
                List.of(first, second, third, fourth),
                Map.of(
                        "edges",
                        List.of(
                                Map.of("from", "T1", "fromIndex", second.index(), "type", "ww"),
                                Map.of("from", "T2", "fromIndex", fourth.index(), "type", "ww"))));
        assertThat(SvgPicture.draw(cycle, story)).containsOnlyOnce(">kill:one</text>");
    }

    @Test
    void whatWentOtherwiseThanWasWantedIsToldInWords() {
        History history = SampleHistories.lock();
        assertThat(FaultSpans.of(history).moments())
                .extracting(moment -> NemesisMoments.of(history, moment).label())
                .containsExactly(
                        "kill:primary skipped: there is no primary just now",
                        "server ended by itself: redis 7.0.15 on n2, exit code 139",
                        "stop-latency failed: the proxy server is gone");
        assertThat(FaultSpans.of(history).moments())
                .allMatch(moment -> NemesisMoments.of(history, moment).bad());
    }
}
