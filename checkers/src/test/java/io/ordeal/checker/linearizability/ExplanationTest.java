package io.ordeal.checker.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.models.KvModel;
import io.ordeal.checker.models.RegisterModel;
import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    private static final RegisterModel MODEL = new RegisterModel(null, true);

    @Test
    void aStaleReadAmongHundredsOfOperationsIsShownByThree() {
        HistoryBuilder builder = new HistoryBuilder();
        for (int i = 0; i < 200; i++) {
            long value = i % 5;
            builder.invoke(0, "write", value).ok(0, "write", value);
            builder.invoke(1, "read", null).ok(1, "read", value);
        }
        History history = builder.invoke(2, "read", null).ok(2, "read", 3).build();
        Anomaly anomaly = only(history);
        assertThat(anomaly.type()).isEqualTo("nonlinearizable");
        assertThat(anomaly.witness()).hasSize(6);
        assertThat(anomaly.explanation())
                .isEqualTo("process 2: read 3 (events 800 to 801) fits nowhere: by its end the register holds 4; the"
                        + " longest linearization before it ends: process 0: write 3, process 0: write 4");
    }

    @Test
    void thePointsOfTheLongestLinearizationAreToldByIndex() {
        History history = new HistoryBuilder()
                .invoke(0, "write", 1)
                .ok(0, "write", 1)
                .invoke(0, "write", 2)
                .ok(0, "write", 2)
                .invoke(1, "read", null)
                .ok(1, "read", 1)
                .build();
        Map<String, Object> details = only(history).details();
        assertThat(details)
                .containsEntry("linearizationIndexes", List.of(0, 2))
                .containsEntry("linearizationStates", List.of("holds 1", "holds 2"))
                .containsEntry("next", List.of(Map.of("index", 4, "why", "the register holds 2")));
    }

    @Test
    void aValueFromNowhereIsToldAsSuch() {
        History history = new HistoryBuilder()
                .invoke(0, "write", 1)
                .ok(0, "write", 1)
                .invoke(1, "read", null)
                .ok(1, "read", 9)
                .build();
        Anomaly anomaly = only(history);
        assertThat(anomaly.witness()).hasSize(2);
        assertThat(anomaly.explanation()).contains("nothing could have led to it");
    }

    @Test
    void anAppendThatIsMissingInTheMiddleIsShownBesideThoseThatAreThere() {
        Anomaly anomaly = only(new KvModel(), appendsWithoutOne());
        assertThat(anomaly.details()).containsEntry("operations", 31);
        assertThat(anomaly.witness()).anySatisfy(op -> assertThat(op.value()).isEqualTo("7;"));
        assertThat(anomaly.explanation()).contains("fits nowhere: by its end the key holds \"0;1;2;3;4;5;6;7;8;");
    }

    /** There are too many orders to try where the model does not say which lead to what was read. */
    @Test
    void whatCouldHaveLedToAnAnswerIsNotClaimedIfTheSearchForItWasGivenUp() {
        KvModel kv = new KvModel();
        Model<String> withoutHints = new Model<>() {
            @Override
            public String initial() {
                return kv.initial();
            }

            @Override
            public @Nullable String step(String content, Call call) {
                return kv.step(content, call);
            }
        };
        assertThat(only(withoutHints, appendsWithoutOne()).explanation())
                .contains("whether it could in another order is not known");
    }

    private static History appendsWithoutOne() {
        HistoryBuilder builder = new HistoryBuilder();
        StringBuilder read = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            String element = i + ";";
            builder.invoke(0, "append", element).ok(0, "append", element);
            read.append(i == 7 ? "" : element);
        }
        return builder.invoke(1, "get", null).ok(1, "get", read.toString()).build();
    }

    /** A thousand failed writes and more, and as many others, of which but one is of that value. */
    @Test
    void aValueThatOnlyAFailedWriteHadIsToldHoweverLongTheHistoryIs() {
        HistoryBuilder builder = new HistoryBuilder();
        for (int i = 0; i < 3000; i++) {
            builder.invoke(0, "write", i).ok(0, "write", i);
            builder.invoke(1, "write", 10_000 + i).fail(1, "write", 10_000 + i);
        }
        History history = builder.invoke(2, "read", null).ok(2, "read", 10_007).build();
        for (String algorithm : List.of("gibbons-korach", "search")) {
            Anomaly anomaly = only("register", CheckerOptions.DEFAULT.withAlgorithm(algorithm), history);
            assertThat(anomaly.explanation())
                    .as(algorithm)
                    .contains("event 30 (process 1: write 10007) would have, and is recorded as failed");
            if (!algorithm.equals("search")) {
                assertThat(anomaly.witness()).hasSize(4);
            }
        }
    }

    /** Two transactions join x and y: the part is of both, what was read is y. */
    @Test
    void ofRegistersThatHangTogetherTheOneThatWasReadIsNamed() {
        History history = new HistoryBuilder()
                .invoke(0, "txn", List.of(List.of("w", "x", 1), List.of("w", "y", 1)))
                .ok(0, "txn", List.of(List.of("w", "x", 1), List.of("w", "y", 1)))
                .invoke(0, "txn", List.of(List.of("w", "y", 2), List.of("w", "z", 2)))
                .ok(0, "txn", List.of(List.of("w", "y", 2), List.of("w", "z", 2)))
                .invoke(1, "txn", List.of(Arrays.asList("r", "y", null)))
                .ok(1, "txn", List.of(List.of("r", "y", 1)))
                .build();
        Anomaly anomaly = only("multi-register", CheckerOptions.DEFAULT, history);
        assertThat(anomaly.key()).isEqualTo("y");
        assertThat(anomaly.explanation()).contains("; key y)");
    }

    private static Anomaly only(String checker, CheckerOptions options, History history) {
        List<Anomaly> anomalies = Checkers.judge(Checkers.named(checker, options), history, CheckContext.unlimited())
                .verdict()
                .anomaliesOrNone();
        assertThat(anomalies).hasSize(1);
        return anomalies.get(0);
    }

    @Test
    void twoCasFromOneValueAreBothShown() {
        History history = new HistoryBuilder()
                .invoke(0, "write", 1)
                .ok(0, "write", 1)
                .invoke(1, "cas", List.of(1, 2))
                .invoke(2, "cas", List.of(1, 3))
                .ok(1, "cas", List.of(1, 2))
                .ok(2, "cas", List.of(1, 3))
                .build();
        assertThat(only(history).witness()).hasSize(6);
    }

    @Test
    void theKeyIsNamed() {
        History history = new HistoryBuilder()
                .invoke(0, "write", List.of("x", 1))
                .ok(0, "write", List.of("x", 1))
                .invoke(0, "write", List.of("y", 2))
                .ok(0, "write", List.of("y", 2))
                .invoke(1, "read", List.of("x", 0))
                .ok(1, "read", List.of("x", 2))
                .build();
        Anomaly anomaly = Linearizability.of(MODEL)
                .reading(ValueShape.PAIRS)
                .check(history, CheckContext.unlimited())
                .verdict()
                .anomaliesOrNone()
                .get(0);
        assertThat(anomaly.key()).isEqualTo("x");
        assertThat(anomaly.explanation()).contains("key x");
    }

    private static Anomaly only(History history) {
        return only(MODEL, history);
    }

    private static Anomaly only(Model<?> model, History history) {
        List<Anomaly> anomalies =
                Linearizability.check(model, history).verdict().anomaliesOrNone();
        assertThat(anomalies).hasSize(1);
        return anomalies.get(0);
    }
}
