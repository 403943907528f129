package io.ordeal.checker;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.history.History;
import io.ordeal.history.OpType;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * {@code queue}, {@code set} and {@code counter} against what their definitions say of every pair of operations, and of every
 * choice of adds, in random histories. {@code -Dordeal.histories=100000} makes the long run.
 */
class TotalsByDefinitionTest {
    private static final int HISTORIES = Integer.getInteger("ordeal.histories", 3_000);
    private static final long SEED = Long.getLong("ordeal.seed", 41_000);

    @TestFactory
    Stream<DynamicTest> theSameAnomaliesAreFound() {
        CheckerOptions options = CheckerOptions.DEFAULT;
        CheckerOptions once = options.withForbidden(CheckerOption.NO_DUPLICATES);
        CheckerOptions fresh = options.withForbidden(CheckerOption.NO_STALE_READS);
        return Stream.of(
                test("queue", options, (history, what) -> queue(history, false)),
                test("queue", once, (history, what) -> queue(history, true)),
                test("set", options, (history, what) -> set(history, false)),
                test("set", fresh, (history, what) -> set(history, true)),
                test("counter", options, (history, what) -> counter(history)));
    }

    private static DynamicTest test(
            String name, CheckerOptions options, BiFunction<History, String, Set<String>> definition) {
        return DynamicTest.dynamicTest(name + options.forbidden(), () -> {
            Checker checker = Checkers.named(name, options);
            Set<String> kinds = new TreeSet<>();
            int right = 0;
            for (long seed = SEED; seed < SEED + HISTORIES; seed++) {
                History history = TotalHistories.of(name, seed, 8 + (int) (seed % 40));
                Verdict verdict = checker.check(
                                history, CheckContext.unlimited().withParallelism(1))
                        .verdict();
                Set<String> found = new TreeSet<>();
                verdict.anomaliesOrNone().forEach(anomaly -> found.add(anomaly.type()));
                String title = "-Dordeal.seed=" + seed + " of " + name + ": " + verdict + "\n" + history.ops();
                Set<String> defined = definition.apply(history, title);
                assertThat(found).as(title).isEqualTo(defined);
                kinds.addAll(found);
                right += found.isEmpty() ? 1 : 0;
            }
            assertThat(right).as("some histories are right").isBetween(HISTORIES / 20, HISTORIES * 19 / 20);
            assertThat(kinds).isNotEmpty();
        });
    }

    private static List<Integer> completions(History history, String f) {
        return IntStream.range(0, history.size())
                .filter(i -> history.type(i) == OpType.OK && history.f(i).equals(f))
                .boxed()
                .toList();
    }

    private static List<Integer> invocations(History history, String f) {
        return IntStream.range(0, history.size())
                .filter(i -> history.isInvoke(i) && history.f(i).equals(f))
                .boxed()
                .toList();
    }

    private static boolean delivers(History history, int completion, Object element) {
        Object value = history.value(completion);
        return value instanceof Collection<?> many ? many.contains(element) : element.equals(value);
    }

    private static long times(History history, int completion, Object element) {
        Object value = history.value(completion);
        return value instanceof Collection<?> many
                ? many.stream().filter(element::equals).count()
                : element.equals(value) ? 1 : 0;
    }

    /** Everything that any operation names. */
    private static Set<Object> named(History history) {
        Set<Object> named = new HashSet<>();
        for (int i = 0; i < history.size(); i++) {
            Object value = history.value(i);
            if (value instanceof Collection<?> many) {
                named.addAll(many);
            } else if (value != null) {
                named.add(value);
            }
        }
        return named;
    }

    /** Whether none that may have brought an element in began before a position. */
    private static boolean fromNowhere(History history, String f, Object element, int position) {
        return invocations(history, f).stream()
                .noneMatch(
                        in -> element.equals(history.value(in)) && in < position && history.outcome(in) != OpType.FAIL);
    }

    private static Set<String> queue(History history, boolean once) {
        Set<String> wrong = new TreeSet<>();
        List<Integer> takings = Stream.concat(
                        completions(history, "dequeue").stream(), completions(history, "drain").stream())
                .toList();
        for (Object element : named(history)) {
            for (int taking : takings) {
                if (delivers(history, taking, element) && fromNowhere(history, "enqueue", element, taking)) {
                    wrong.add("unexpected");
                }
            }
            long deliveries = takings.stream()
                    .mapToLong(taking -> times(history, taking, element))
                    .sum();
            if (once && deliveries > 1) {
                wrong.add("duplicated");
            }
            for (int in : completions(history, "enqueue")) {
                for (int drain : completions(history, "drain")) {
                    if (element.equals(history.value(in)) && in < history.partner(drain) && deliveries == 0) {
                        wrong.add("lost");
                    }
                }
            }
        }
        return wrong;
    }

    private static Set<String> set(History history, boolean fresh) {
        Set<String> wrong = new TreeSet<>();
        List<Integer> reads = completions(history, "read");
        for (Object element : named(history)) {
            boolean unexpected = false;
            boolean lost = false;
            boolean stale = false;
            for (int read : reads) {
                unexpected |= delivers(history, read, element) && fromNowhere(history, "add", element, read);
                if (times(history, read, element) > 1) {
                    wrong.add("duplicated");
                }
                int began = history.partner(read);
                boolean known = completions(history, "add").stream()
                                .anyMatch(add -> element.equals(history.value(add)) && add < began)
                        || reads.stream().anyMatch(other -> other < began && delivers(history, other, element));
                if (known && !delivers(history, read, element)) {
                    stale = true;
                    lost |= reads.stream().noneMatch(other -> other > began && delivers(history, other, element));
                }
            }
            if (unexpected) {
                wrong.add("unexpected");
            } else if (lost) {
                wrong.add("lost");
            } else if (stale && fresh) {
                wrong.add("stale-read");
            }
        }
        return wrong;
    }

    /** By every choice of the adds that a read may have or not; between the sums that they make there is nothing wrong. */
    private static Set<String> counter(History history) {
        Set<String> wrong = new TreeSet<>();
        for (int read : completions(history, "read")) {
            int began = history.partner(read);
            Set<Long> sums = new HashSet<>(Set.of(0L));
            for (int add : invocations(history, "add")) {
                if (add > read || history.outcome(add) == OpType.FAIL) {
                    continue;
                }
                long delta = (Long) Objects.requireNonNull(history.value(add));
                boolean certain = history.outcome(add) == OpType.OK && history.partner(add) < began;
                Set<Long> more = new HashSet<>(certain ? Set.of() : sums);
                sums.forEach(sum -> more.add(sum + delta));
                sums = more;
            }
            long value = (Long) Objects.requireNonNull(history.value(read));
            if (sums.stream().allMatch(sum -> sum > value) || sums.stream().allMatch(sum -> sum < value)) {
                wrong.add("wrong-count");
            }
        }
        return wrong;
    }
}
