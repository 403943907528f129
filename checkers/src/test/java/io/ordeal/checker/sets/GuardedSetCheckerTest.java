package io.ordeal.checker.sets;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import io.ordeal.history.Keyword;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GuardedSetCheckerTest {
    @Test
    void whatWasAcknowledgedIsThere() {
        History history = new HistoryBuilder()
                .invoke(0, "add", 1)
                .ok(0, "add", 1)
                .invoke(1, "add", 2)
                .fail(1, "add", 2)
                .invoke(0, "add", 3)
                .info(0, "add", 3)
                .invoke(2, "read", null)
                .ok(2, "read", List.of(1, 3))
                .build();
        assertThat(check(history).verdict().isValid()).isTrue();
    }

    @Test
    void anElementThatIsGoneIsLost() {
        History history = new HistoryBuilder()
                .invoke(0, "add", 1)
                .ok(0, "add", 1)
                .invoke(2, "read", null)
                .ok(2, "read", List.of())
                .build();
        Anomaly anomaly = only(history);
        assertThat(anomaly.type()).isEqualTo("lost");
        assertThat(anomaly.witness()).hasSize(4);
    }

    @Test
    void anElementThatWasReadAndIsGoneIsLostThoughNobodyWasToldThatItWasAdded() {
        History history = new HistoryBuilder()
                .invoke(0, "add", 1)
                .info(0, "add", 1)
                .invoke(1, "add", 2)
                .invoke(2, "read", null)
                .ok(2, "read", List.of(1, 2))
                .invoke(2, "read", null)
                .ok(2, "read", List.of(2))
                .build();
        Anomaly anomaly = only(history);
        assertThat(anomaly.type()).isEqualTo("lost");
        assertThat(anomaly.explanation()).startsWith("process 2 read 1 in the set at event 4, but the last read");
        assertThat(anomaly.witness()).hasSize(5);
    }

    @Test
    void anAddThatIsCompletedAsAnotherIsNotJudged() {
        History history = new HistoryBuilder()
                .invoke(0, "add", 1)
                .ok(0, "add", 2)
                .invoke(2, "read", null)
                .ok(2, "read", List.of(2))
                .build();
        assertThat(check(history).verdict().toString()).contains("event 1: expected an :add of 1");
    }

    @Test
    void locksAreNamedByAllOrByNone() {
        History history = new HistoryBuilder()
                .invoke(0, "add", add("a", 1))
                .ok(0, "add", done("a", 1, 0, 1))
                .invoke(2, "read", null)
                .ok(2, "read", List.of(1))
                .build();
        assertThat(check(history).verdict().isUnknown()).isTrue();
    }

    @Test
    void twoThatReadOneVersionAreALostUpdate() {
        History history = new HistoryBuilder()
                .invoke(0, "add", add("a", 1))
                .invoke(1, "add", add("a", 2))
                .ok(0, "add", done("a", 1, 4, 5))
                .ok(1, "add", done("a", 2, 4, 6))
                .invoke(2, "read", "a")
                .ok(2, "read", Map.of(Keyword.of("lock"), "a", Keyword.of("elements"), List.of(2)))
                .build();
        Anomaly anomaly = only(history);
        assertThat(anomaly.type()).isEqualTo("lost-update");
        assertThat(anomaly.key()).isEqualTo("a");
        assertThat(anomaly.witness()).extracting(op -> op.process()).contains(0, 1, 2);
        assertThat(anomaly.explanation()).contains("process 0", "process 1", "same version 4");
    }

    @Test
    void whatNobodyAddedOrWhoseAddFailedIsUnexpected() {
        History never = new HistoryBuilder()
                .invoke(2, "read", null)
                .ok(2, "read", List.of(7))
                .build();
        assertThat(only(never).type()).isEqualTo("unexpected");
        History failed = new HistoryBuilder()
                .invoke(1, "add", 2)
                .fail(1, "add", 2)
                .invoke(2, "read", null)
                .ok(2, "read", List.of(2))
                .build();
        assertThat(only(failed).type()).isEqualTo("unexpected");
        assertThat(only(failed).explanation()).contains("it had not been added");
    }

    @Test
    void withNoReadAtTheEndNothingIsKnown() {
        History none = new HistoryBuilder().invoke(0, "add", 1).ok(0, "add", 1).build();
        assertThat(check(none).verdict().isUnknown()).isTrue();
        History early = new HistoryBuilder()
                .invoke(2, "read", null)
                .invoke(0, "add", 1)
                .ok(2, "read", List.of())
                .ok(0, "add", 1)
                .build();
        assertThat(check(early).verdict().isUnknown()).isTrue();
        History oneOfTwo = new HistoryBuilder()
                .invoke(0, "add", add("a", 1))
                .ok(0, "add", add("a", 1))
                .invoke(0, "add", add("b", 1))
                .ok(0, "add", add("b", 1))
                .invoke(2, "read", "a")
                .ok(2, "read", List.of(1))
                .build();
        assertThat(check(oneOfTwo).verdict().isUnknown()).isTrue();
    }

    @Test
    void anElementAddedTwiceCannotBeJudged() {
        History twice = new HistoryBuilder()
                .invoke(0, "add", 1)
                .ok(0, "add", 1)
                .invoke(0, "add", 1)
                .ok(0, "add", 1)
                .invoke(2, "read", null)
                .ok(2, "read", List.of(1))
                .build();
        assertThat(check(twice).verdict().toString()).contains("again");
    }

    /** A register that is read and written under a lock that lets everyone in, and under one that does not. */
    @Test
    void aLockThatExcludesNobodyIsCaughtAndATrueOneIsNot() {
        for (int seed = 0; seed < 200; seed++) {
            assertThat(check(simulate(seed, true)).verdict().isValid())
                    .as("seed " + seed)
                    .isTrue();
        }
        long caught = 0;
        for (int seed = 0; seed < 200; seed++) {
            CheckResult result = check(simulate(seed, false));
            caught += result.verdict().anomaliesOrNone().stream()
                            .anyMatch(anomaly -> anomaly.type().equals("lost-update"))
                    ? 1
                    : 0;
        }
        assertThat(caught).isGreaterThan(150);
    }

    private static History simulate(int seed, boolean locked) {
        Random random = new Random(seed);
        HistoryBuilder builder = new HistoryBuilder();
        List<Long> resource = new ArrayList<>();
        long version = 0;
        Map<Integer, List<Long>> read = new HashMap<>();
        Map<Integer, Long> readVersion = new HashMap<>();
        Map<Integer, Long> adding = new HashMap<>();
        long next = 0;
        while (next < 40 || !adding.isEmpty()) {
            int process = random.nextInt(3);
            if (!adding.containsKey(process)) {
                if (next < 40 && (!locked || adding.isEmpty())) {
                    adding.put(process, next);
                    builder.invoke(process, "add", add("a", next++));
                }
            } else if (!read.containsKey(process)) {
                read.put(process, new ArrayList<>(resource));
                readVersion.put(process, version);
            } else {
                List<Long> changed = new ArrayList<>(read.remove(process));
                Long element = adding.remove(process);
                changed.add(element);
                resource = changed;
                version++;
                builder.ok(process, "add", done("a", element, readVersion.getOrDefault(process, -1L), version));
            }
        }
        return builder.invoke(0, "read", "a").ok(0, "read", resource).build();
    }

    private static Map<Object, Object> add(Object lock, @Nullable Object element) {
        Map<Object, Object> map = new HashMap<>();
        map.put(Keyword.of("lock"), lock);
        map.put(Keyword.of("element"), element);
        return map;
    }

    private static Map<Object, Object> done(Object lock, @Nullable Object element, long read, long wrote) {
        Map<Object, Object> map = add(lock, element);
        map.put(Keyword.of("read"), read);
        map.put(Keyword.of("wrote"), wrote);
        return map;
    }

    private static Anomaly only(History history) {
        List<Anomaly> anomalies = check(history).verdict().anomaliesOrNone();
        assertThat(anomalies).hasSize(1);
        return anomalies.get(0);
    }

    private static CheckResult check(History history) {
        return Checkers.judge(Checkers.named("guarded-set", CheckerOptions.DEFAULT), history, CheckContext.unlimited());
    }
}
