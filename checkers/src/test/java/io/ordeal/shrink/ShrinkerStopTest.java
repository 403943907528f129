package io.ordeal.shrink;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.Checker;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
import io.ordeal.history.History;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A shrinking that is ended early keeps what it has reached. */
class ShrinkerStopTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Checker CHECKER = Checkers.named("guarded-set", CheckerOptions.DEFAULT);
    private static final History WHOLE = LargeHistories.GUARDED_SET.of(2_000);
    private static final CheckResult VERDICT =
            Checkers.judge(CHECKER, WHOLE, CheckContext.withTimeLimit(LIMIT).withAll(true));

    private static String type() {
        return VERDICT.verdict().anomaliesOrNone().get(0).type();
    }

    private static CheckResult judged(History history) {
        return Checkers.judge(CHECKER, history, CheckContext.withTimeLimit(LIMIT));
    }

    /** Stopped as it is about to make a check: the first, and some later one. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 20})
    void whatWasReachedShowsTheAnomaly(int word) {
        AtomicReference<Shrinker> made = new AtomicReference<>();
        int[] words = new int[1];
        Shrinker shrinker = new Shrinker(CHECKER, LIMIT, said -> {
            if (++words[0] == word) {
                requireNonNull(made.get()).stop();
            }
        });
        made.set(shrinker);
        Shrunk shrunk = shrinker.shrink(WHOLE, VERDICT, type());
        assertThat(shrunk.finished()).isEqualTo(words[0] < word);
        assertThat(shrunk.anomaly().type()).isEqualTo(type());
        assertThat(judged(shrunk.history()).verdict().anomaliesOrNone())
                .anyMatch(anomaly -> anomaly.type().equals(type()));
    }

    @Test
    void oneThatIsStoppedBeforeItBeganLeavesTheWhole() {
        Shrinker shrinker = new Shrinker(CHECKER, LIMIT, words -> {});
        shrinker.stop();
        Shrunk shrunk = shrinker.shrink(WHOLE, VERDICT, type());
        assertThat(shrunk.finished()).isFalse();
        assertThat(shrunk.history().size()).isEqualTo(WHOLE.size());
        assertThat(shrunk.leftOut().inWords()).isEmpty();
    }
}
