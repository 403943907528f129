package io.ordeal.checker.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import io.ordeal.history.Keyword;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BankCheckerTest {
    private static final int SEEDS = 200;
    private static final int STEPS = 400;

    private static CheckResult check(History history, CheckerOptions options) {
        return Checkers.judge(Checkers.named("bank", options), history, CheckContext.unlimited());
    }

    private static Set<String> types(CheckResult result) {
        Set<String> types = new TreeSet<>();
        result.verdict().anomaliesOrNone().forEach(anomaly -> types.add(anomaly.type()));
        return types;
    }

    @Test
    void aBankThatIsRightIsValidWhateverItsUnknownTransfersDid() {
        for (long seed = 0; seed < SEEDS; seed++) {
            CheckResult result = check(SimulatedBank.run(SimulatedBank.Flaw.NONE, seed, STEPS), CheckerOptions.DEFAULT);
            assertThat(result.verdict().isValid())
                    .as("seed %d: %s", seed, result)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "LOST_UPDATE, wrong-total",
        "FRACTURED_READ, wrong-total",
        "FORGETS, wrong-balance",
        "DOES_THE_REFUSED, negative-balance",
        "OVERDRAWS, negative-balance",
    })
    void eachFlawIsCaughtInMostHistories(SimulatedBank.Flaw flaw, String anomaly) {
        int caught = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            CheckResult result = check(SimulatedBank.run(flaw, seed, STEPS), CheckerOptions.DEFAULT);
            caught += types(result).contains(anomaly) ? 1 : 0;
            assertThat(result.verdict().isUnknown())
                    .as("seed %d: %s", seed, result)
                    .isFalse();
        }
        assertThat(caught).as("of %d", SEEDS).isGreaterThan(SEEDS * 3 / 4);
    }

    @Test
    void aTransferThatIsForgottenIsFoundThoughAllTotalsAreRight() {
        CheckResult result = check(SimulatedBank.run(SimulatedBank.Flaw.FORGETS, 1, STEPS), CheckerOptions.DEFAULT);
        assertThat(types(result)).containsOnly("wrong-balance");
    }

    private static Map<Keyword, Object> transfer(Object from, Object to, long amount) {
        return Map.of(Keyword.of("from"), from, Keyword.of("to"), to, Keyword.of("amount"), amount);
    }

    @Test
    void aWrongTotalNamesTheReadAndWhatTheAccountsWereOpenedWith() {
        History history = new HistoryBuilder()
                .invoke(0, "open", Map.of(0L, 20L, 1L, 20L))
                .ok(0, "open", Map.of(0L, 20L, 1L, 20L))
                .invoke(1, "read", null)
                .ok(1, "read", Map.of(0L, 15L, 1L, 20L))
                .build();
        Anomaly anomaly = check(history, CheckerOptions.DEFAULT)
                .verdict()
                .anomaliesOrNone()
                .get(0);
        assertThat(anomaly.explanation())
                .isEqualTo(
                        "process 1's read at event 3 has a total of 35, but the accounts were opened with 40, at event 1");
        assertThat(anomaly.witness()).hasSize(4);
    }

    @Test
    void readsAloneAreComparedWithEachOtherOrWithTheTotalThatIsGiven() {
        HistoryBuilder builder = new HistoryBuilder()
                .invoke(1, "read", null)
                .ok(1, "read", Map.of(0L, 20L, 1L, 20L))
                .invoke(1, "read", null)
                .ok(1, "read", Map.of(0L, 15L, 1L, 25L));
        assertThat(check(builder.build(), CheckerOptions.DEFAULT).verdict().isValid())
                .isTrue();
        assertThat(types(check(builder.build(), CheckerOptions.DEFAULT.withInitial(41L))))
                .containsOnly("wrong-total");
        builder.invoke(1, "read", null).ok(1, "read", Map.of(0L, 15L, 1L, 20L));
        assertThat(types(check(builder.build(), CheckerOptions.DEFAULT))).containsOnly("wrong-total");
    }

    @Test
    void inSeveralDatabasesHalfATransferOnTheWayIsANoteAndInTheEndAWrongTotal() {
        Map<String, Map<Long, Long>> opened = Map.of("a", Map.of(0L, 20L), "b", Map.of(0L, 20L));
        Map<String, Map<Long, Long>> half = Map.of("a", Map.of(0L, 15L), "b", Map.of(0L, 20L));
        HistoryBuilder builder = new HistoryBuilder()
                .invoke(0, "open", opened)
                .ok(0, "open", opened)
                .invoke(1, "transfer", transfer(List.of("a", 0L), List.of("b", 0L), 5))
                .info(1, "transfer", transfer(List.of("a", 0L), List.of("b", 0L), 5))
                .invoke(0, "read", null)
                .ok(0, "read", half);
        assertThat(check(builder.build(), CheckerOptions.DEFAULT).verdict().toString())
                .contains("no :final-read is ok");
        assertThat(types(check(builder.build(), CheckerOptions.DEFAULT.withModel("serializable"))))
                .containsOnly("wrong-total");
        builder.invoke(0, "final-read", null).ok(0, "final-read", opened);
        CheckResult result = check(builder.build(), CheckerOptions.DEFAULT);
        assertThat(result.verdict().isValid()).as(result.toString()).isTrue();
        assertThat(result.notes()).singleElement().asString().startsWith("1 reads on the way saw a transfer half done");
        builder.invoke(0, "final-read", null).ok(0, "final-read", half);
        assertThat(types(check(builder.build(), CheckerOptions.DEFAULT))).containsOnly("wrong-total");
    }

    private static HistoryBuilder openedWithTwenties() {
        return new HistoryBuilder().invoke(0, "open", Map.of(0L, 20L, 1L, 20L)).ok(0, "open", Map.of(0L, 20L, 1L, 20L));
    }

    /** A run whose last reads all failed: what was lost on the way was lost. */
    @Test
    void aReadOnTheWayThatLacksWhatWasAcknowledgedCounts() {
        HistoryBuilder builder = openedWithTwenties()
                .invoke(1, "transfer", transfer(0L, 1L, 5))
                .ok(1, "transfer", transfer(0L, 1L, 5))
                .invoke(2, "read", null)
                .ok(2, "read", Map.of(0L, 20L, 1L, 20L))
                .invoke(1, "transfer", transfer(1L, 0L, 1))
                .fail(1, "transfer", transfer(1L, 0L, 1))
                .invoke(2, "read", null)
                .fail(2, "read", null);
        CheckResult result = check(builder.build(), CheckerOptions.DEFAULT);
        assertThat(types(result)).containsOnly("wrong-balance");
        assertThat(result.verdict().anomaliesOrNone().get(0).explanation())
                .contains(
                        "has 20 in account 0, but the transfers that were acknowledged before it began", "leave 15 of");
        // no level without real time promises a read of the latest state before the end
        assertThat(check(builder.build(), CheckerOptions.DEFAULT.withModel("serializable"))
                        .verdict()
                        .isInvalid())
                .isFalse();
    }

    @Test
    void aReadMayHaveOrLackWhatWasUnderWayMeanwhile() {
        for (long balance : List.of(20L, 15L)) {
            HistoryBuilder builder = openedWithTwenties()
                    .invoke(2, "read", null)
                    .invoke(1, "transfer", transfer(0L, 1L, 5))
                    .ok(1, "transfer", transfer(0L, 1L, 5))
                    .ok(2, "read", Map.of(0L, balance, 1L, 40L - balance))
                    .invoke(1, "transfer", transfer(0L, 1L, 1))
                    .info(1, "transfer", transfer(0L, 1L, 1));
            assertThat(check(builder.build(), CheckerOptions.DEFAULT).verdict().isValid())
                    .isTrue();
        }
    }

    @Test
    void anAccountWithoutABalanceIsLostAndHidesNoWrongTotalElsewhere() {
        HistoryBuilder builder = openedWithTwenties()
                .invoke(1, "read", null)
                .ok(1, "read", Map.of(0L, 20L, 1L, 13L))
                .invoke(1, "read", null)
                .ok(1, "read", Collections.singletonMap(0L, null));
        CheckResult result = check(builder.build(), CheckerOptions.DEFAULT);
        assertThat(types(result)).contains("wrong-total", "lost");
        History alone = new HistoryBuilder()
                .invoke(1, "read", null)
                .ok(1, "read", Collections.singletonMap(0L, null))
                .build();
        assertThat(types(check(alone, CheckerOptions.DEFAULT))).containsOnly("lost");
    }

    /** A server that forgets what it had not written yet may forget that there ever were accounts. */
    @Test
    void aBankThatIsGoneIsLost() {
        HistoryBuilder builder = openedWithTwenties().invoke(1, "read", null).ok(1, "read", Map.of());
        CheckResult result = check(builder.build(), CheckerOptions.DEFAULT);
        assertThat(types(result)).containsOnly("lost");
        assertThat(result.verdict().anomaliesOrNone().get(0).explanation())
                .endsWith("has no account at all, of the 2 that there were");
        builder.invoke(1, "transfer", transfer(0L, 1L, 5)).fail(1, "transfer", transfer(0L, 1L, 5));
        assertThat(types(check(builder.build(), CheckerOptions.DEFAULT))).containsOnly("wrong-balance");
        assertThat(check(builder.build(), CheckerOptions.DEFAULT.withModel("serializable"))
                        .verdict()
                        .isInvalid())
                .isFalse();
    }

    @Test
    void beforeTheAccountsAreOpenedThereAreNone() {
        History history = new HistoryBuilder()
                .invoke(1, "read", null)
                .ok(1, "read", Map.of())
                .invoke(0, "open", Map.of(0L, 20L, 1L, 20L))
                .ok(0, "open", Map.of(0L, 20L, 1L, 20L))
                .invoke(1, "read", null)
                .ok(1, "read", Map.of(0L, 20L, 1L, 20L))
                .build();
        assertThat(check(history, CheckerOptions.DEFAULT).verdict().isValid()).isTrue();
    }

    @Test
    void whatCantBeJudgedIsToldByTheEventsIndex() {
        History odd = new HistoryBuilder()
                .invoke(1, "read", null)
                .ok(1, "read", List.of(1L))
                .build();
        assertThat(check(odd, CheckerOptions.DEFAULT).verdict().toString()).contains("event 1: expected balances");
        History other = new HistoryBuilder().invoke(1, "deposit", 3L).build();
        assertThat(check(other, CheckerOptions.DEFAULT).verdict().toString()).contains("not :deposit");
        History none = new HistoryBuilder().invoke(1, "read", null).build();
        assertThat(check(none, CheckerOptions.DEFAULT).verdict().isUnknown()).isTrue();
        assertThatThrownBy(() -> Checkers.named("bank", CheckerOptions.DEFAULT.withModel("chaos")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no isolation level is named chaos");
    }
}
