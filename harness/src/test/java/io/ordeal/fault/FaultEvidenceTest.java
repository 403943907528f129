package io.ordeal.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.measure.FaultSpans;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultEvidenceTest {
    private static final String PARTITION = "partition:primary";
    private static final int CONCURRENCY = 2;
    private static final Map<String, Object> TWO_SIDES =
            Map.of("mode", "hold", "groups", List.of(List.of("n1", "c0"), List.of("n2", "n3", "c1")));

    private final HistoryBuilder history = new HistoryBuilder();
    /** The process of each worker now. */
    private final int[] process = {0, 1};

    private int index;
    private long millis;

    @Test
    void whatHeldBytesBackWhileClientsWereAtWorkWasFelt() {
        start(TWO_SIDES);
        operation(0, OpType.OK);
        operation(1, OpType.INFO);
        stop(evidence("bytes-held", 17));
        assertThat(missing()).isNull();
        assertThat(notes()).isEmpty();
    }

    @Test
    void whatPassedTheLinksMeanwhileIsNoEvidence() {
        start(TWO_SIDES);
        operation(0, OpType.OK);
        operation(1, OpType.OK);
        Map<String, Object> told = new LinkedHashMap<>(evidence("bytes-held", 0));
        told.put("bytes-passed", 4711L);
        told.put("connections-opened", 3L);
        stop(told);
        assertThat(missing()).contains("nothing shows that it was felt").contains("bytes-held 0");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aPartitionWithClientsAtWorkOnOneSideAloneWasNotFelt(int worker) {
        start(TWO_SIDES);
        operation(worker, OpType.OK);
        operation(worker, OpType.INFO);
        operation(worker, OpType.OK);
        stop(evidence("bytes-held", 17));
        assertThat(missing()).contains("clients were at work on one of its sides alone");
    }

    @Test
    void whoServedANewMemberMustHaveHadAnOperationThatWasBegunThereAndOk() {
        Map<String, Object> served = new LinkedHashMap<>(evidence("clients-served", 1));
        served.put("served", List.of("c1"));
        invoke(1);
        start(Map.of("nodes", List.of("n4")));
        complete(1, OpType.OK);
        operation(0, OpType.OK);
        operation(1, OpType.FAIL);
        stop(served);
        assertThat(missing()).contains("no operation of a client that was served there was ok");
        start(Map.of("nodes", List.of("n4")));
        operation(1, OpType.OK);
        stop(served);
        assertThat(missing()).isNull();
    }

    @Test
    void aSideWithoutClientsNeedsNone() {
        start(Map.of("groups", List.of(List.of("n1"), List.of("n2", "n3", "c0", "c1"))));
        operation(1, OpType.OK);
        stop(evidence("bytes-held", 17));
        assertThat(missing()).isNull();
    }

    @Test
    void anOperationThatWasOpenAllTheWhileMetIt() {
        invoke(0);
        invoke(1);
        start(TWO_SIDES);
        stop(evidence("bytes-held", 17));
        complete(0, OpType.OK);
        complete(1, OpType.INFO);
        assertThat(missing()).isNull();
    }

    @Test
    void aKillThatNobodyMetWasNotFelt() {
        operation(0, OpType.OK);
        start(Map.of("nodes", List.of("n1")));
        stop(evidence("nodes-ended", 1));
        operation(0, OpType.OK);
        assertThat(missing()).contains("nobody met it");
    }

    @Test
    void whatIsBegunWhileItIsHealedOrInjectedHasNotMetIt() {
        event("start-partition", PARTITION);
        operation(0, OpType.OK);
        event("start-partition", told(TWO_SIDES));
        event("stop-partition", PARTITION);
        operation(1, OpType.OK);
        event("stop-partition", told(evidence("bytes-held", 17)));
        assertThat(missing()).contains("nobody met it");
    }

    @Test
    void thatASessionIsLostIsNoOperationThatMetIt() {
        start(Map.of("nodes", List.of("n1")));
        add(0, OpType.INVOKE, "session-lost", null);
        add(0, OpType.OK, "session-lost", null);
        stop(evidence("nodes-ended", 1));
        assertThat(missing()).contains("nobody met it");
    }

    @Test
    void whatWasFeltOnceWasFeltAndHowOftenIsTold() {
        for (int held : new int[] {17, 0, 18}) {
            start(TWO_SIDES);
            operation(0, OpType.OK);
            operation(1, OpType.OK);
            stop(evidence("bytes-held", held));
        }
        assertThat(missing()).isNull();
        assertThat(notes()).containsExactly("2 of 3 spans of " + PARTITION + " were felt (bytes-held 0)");
        FaultSpans spans = FaultSpans.of(history.build());
        FaultEvidence evidence = FaultEvidence.of(history.build(), spans, List.of(PARTITION), CONCURRENCY);
        assertThat(evidence.told(spans.spans().get(0)))
                .containsOnly(Map.entry("felt", true), Map.entry("evidence", "bytes-held 17"));
        assertThat(evidence.told(spans.spans().get(1)))
                .containsEntry("felt", false)
                .containsEntry("unfelt", "bytes-held 0");
    }

    @Test
    void aStopThatHadNothingToHealShowsNothing() {
        start(TWO_SIDES);
        operation(0, OpType.OK);
        operation(1, OpType.OK);
        stop(evidence("bytes-held", 0));
        // As every run does in the end.
        stop(Map.of());
        assertThat(missing()).contains("nothing shows that it was felt");
    }

    @Test
    void whatWasSkippedOrFailedWasNeverInjected() {
        start(Map.of("skipped", "there is no primary"));
        stop(Map.of());
        assertThat(missing()).contains("was never injected");
        event("start-partition", PARTITION);
        history.add(new Op(index++, ++millis * 1_000_000, Op.NEMESIS, OpType.INFO, "start-partition", PARTITION, "no"));
        stop(Map.of());
        assertThat(missing()).contains("was never injected");
    }

    @Test
    void whatToDoForAFaultThatNothingComesTo() {
        start(Map.of());
        operation(0, OpType.OK);
        stop(evidence("closes-delayed", 0));
        assertThat(missing()).contains("0 of 1 span").contains("ask for kill or restart beside it");
    }

    @Test
    void whatWasNeverHealedShowsNothing() {
        start(TWO_SIDES);
        operation(0, OpType.OK);
        operation(1, OpType.OK);
        assertThat(missing()).contains("it was not healed");
    }

    @Test
    void whatCouldNotBeHealedIsToldWhateverWasFelt() {
        start(TWO_SIDES);
        operation(0, OpType.OK);
        operation(1, OpType.OK);
        stop(evidence("bytes-held", 17));
        history.add(
                new Op(index++, ++millis * 1_000_000, Op.NEMESIS, OpType.INFO, FaultEvidence.UNHEALED, null, "gone"));
        assertThat(missing()).contains("not everything could be healed").contains("gone");
        assertThat(notes()).singleElement().asString().contains("gone");
    }

    @Test
    void uncountedAndUnseenWasNotFelt() {
        usual();
        start(TWO_SIDES);
        operation(0, OpType.OK);
        operation(1, OpType.OK);
        stop(uncounted());
        assertThat(missing()).contains("bytes-held was not counted").contains("clients saw nothing");
    }

    @Test
    void uncountedButSeenByClientsWasFelt() {
        usual();
        start(TWO_SIDES);
        operation(0, OpType.OK);
        operation(1, OpType.INFO);
        stop(uncounted());
        assertThat(missing()).isNull();
    }

    @Test
    void uncountedButFeltByWhoWaitedLonger() {
        usual();
        start(TWO_SIDES);
        invoke(0);
        millis += 500;
        complete(0, OpType.OK);
        stop(uncounted());
        assertThat(missing()).isNull();
    }

    @Test
    void whatIsUsualWithoutFaultsIsNotTheFaults() {
        for (int i = 0; i < 40; i++) {
            operation(i % 2, i % 4 == 0 ? OpType.INFO : OpType.OK);
        }
        start(TWO_SIDES);
        for (int i = 0; i < 40; i++) {
            operation(i % 2, i % 4 == 0 ? OpType.INFO : OpType.OK);
        }
        stop(uncounted());
        assertThat(missing()).contains("clients saw nothing");
    }

    @Test
    void whatCanBeAnotherFaultsDoingIsNotTheFaults() {
        usual();
        twice("start-kill", "kill", Map.of("nodes", List.of("n1")));
        start(TWO_SIDES);
        operation(0, OpType.OK);
        operation(1, OpType.INFO);
        stop(uncounted());
        twice("stop-kill", "kill", evidence("nodes-ended", 1));
        assertThat(missing()).contains("clients saw nothing");
    }

    /** As versions wrote them that counted per link: what was of the fault's own kind still tells, the rest does not. */
    @ParameterizedTest
    @CsvSource({
        "partition, hold, bytes-held, true",
        "partition, blackhole, bytes-held, true",
        "partition, drop, bytes-dropped, true",
        "partition, cut, connections-cut, true",
        "reset, everywhere, connections-reset, true",
        "partition, hold, bytes-passed, false",
        "latency, clients, bytes-passed, false",
        "slow-close, everywhere, connections-opened, false",
        "slices, nodes, bytes-passed, false",
        "bandwidth, nodes, bytes-held, false"
    })
    void countersOfAnEarlierVersion(String kind, String mode, String counter, boolean felt) {
        usual();
        Map<String, Object> none = new LinkedHashMap<>();
        for (String name : List.of("bytes-held", "bytes-dropped", "bytes-passed", "connections-cut")) {
            none.put(name, 0L);
        }
        none.put("connections-reset", 0L);
        none.put("connections-opened", 0L);
        none.put(counter, 3L);
        twice("start-" + kind, kind, Map.of("mode", mode));
        operation(0, OpType.OK);
        twice("stop-" + kind, kind, none);
        assertThat(missing(kind) == null).isEqualTo(felt);
    }

    @Test
    void nodesAndClientsTakenDownByAnEarlierVersion() {
        twice("start-kill", "kill", Map.of("nodes", List.of("n1")));
        operation(0, OpType.OK);
        twice("stop-kill", "kill", Map.of("back", List.of("n1")));
        assertThat(missing("kill")).isNull();
        twice("start-client-pause", "client-pause", Map.of("whom", "the next holder"));
        operation(0, OpType.OK);
        twice("stop-client-pause", "client-pause", Map.of("frozen", List.of()));
        assertThat(missing("client-pause")).contains("clients-frozen 0");
    }

    /** A restart is over when its injection is done; a kill begins then. */
    @ParameterizedTest
    @CsvSource({"restart, true", "kill, false"})
    void whatGoesDownAndComesBackInItsInjectionIsMetMeanwhile(String fault, boolean met) {
        event("start-" + fault, fault);
        operation(0, OpType.INFO);
        event("start-" + fault, told(fault, Map.of("nodes", List.of("n1"))));
        twice("stop-" + fault, fault, evidence("nodes-ended", 1));
        if (met) {
            assertThat(missing(fault)).isNull();
        } else {
            assertThat(missing(fault)).contains("nobody met it");
        }
    }

    @Test
    void nobodyMetARestartBetweenTwoOperations() {
        operation(0, OpType.OK);
        twice("start-restart", "restart", Map.of("nodes", List.of("n1")));
        twice("stop-restart", "restart", evidence("nodes-ended", 1));
        operation(0, OpType.OK);
        assertThat(missing("restart")).contains("nobody met it");
    }

    private @Nullable String missing() {
        return missing(PARTITION);
    }

    private @Nullable String missing(String fault) {
        return evidence(fault).missing().orElse(null);
    }

    private List<String> notes() {
        return evidence(PARTITION).notes();
    }

    private FaultEvidence evidence(String fault) {
        History whole = history.build();
        return FaultEvidence.of(whole, FaultSpans.of(whole), List.of(fault), CONCURRENCY);
    }

    private static Map<String, Object> evidence(String measure, long amount) {
        return Map.of("evidence", Map.of(Keyword.of("measure"), measure, Keyword.of("amount"), amount));
    }

    private static Map<String, Object> uncounted() {
        return Map.of("evidence", Map.of(Keyword.of("measure"), "bytes-held"));
    }

    /** What clients see without faults: operations of a millisecond. */
    private void usual() {
        for (int i = 0; i < 40; i++) {
            operation(i % 2, OpType.OK);
        }
    }

    private void start(Map<String, Object> told) {
        twice("start-partition", PARTITION, told);
    }

    private void stop(Map<String, Object> told) {
        twice("stop-partition", PARTITION, told);
    }

    /** As the nemesis writes it: what is asked for, and what was done. */
    private void twice(String f, String fault, Map<String, Object> told) {
        event(f, fault);
        event(f, told(fault, told));
    }

    private static Map<Keyword, Object> told(Map<String, Object> told) {
        return told(PARTITION, told);
    }

    private static Map<Keyword, Object> told(String fault, Map<String, Object> told) {
        Map<Keyword, Object> value = new LinkedHashMap<>();
        value.put(Keyword.of("fault"), fault);
        told.forEach((name, what) -> value.put(Keyword.of(name), what));
        return value;
    }

    private void operation(int worker, OpType outcome) {
        invoke(worker);
        complete(worker, outcome);
    }

    private void invoke(int worker) {
        add(process[worker % CONCURRENCY], OpType.INVOKE, "read", null);
    }

    private void complete(int worker, OpType outcome) {
        add(process[worker % CONCURRENCY], outcome, "read", null);
        process[worker % CONCURRENCY] += outcome == OpType.INFO ? CONCURRENCY : 0;
    }

    private void event(String f, Object value) {
        add(Op.NEMESIS, OpType.INFO, f, value);
    }

    private void add(int process, OpType type, String f, @Nullable Object value) {
        history.add(new Op(index++, ++millis * 1_000_000, process, type, f, value, null));
    }
}
