package io.ordeal.shrink;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.Checker;
import io.ordeal.checker.Checkers;
import io.ordeal.history.History;
import io.ordeal.history.cuts.Cuts;
import io.ordeal.history.io.HistoryEncoder;
import io.ordeal.history.io.HistoryReader;
import io.ordeal.history.io.Notation;
import io.ordeal.history.io.Origin;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.BitSet;
import java.util.Random;

/**
 * The law of cuts: a history that is not Invalid stays so, whatever may be left out of it is left out. And that of what
 * is shrunk: it is a history, read from its own text it is Invalid with the same anomaly, and no operation, nor any other
 * part, can be left out, with what rests on it, without that it is gone.
 */
public final class CutsLaw {
    private static final int CHOICES = 12;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private CutsLaw() {}

    /**
     * Asserts the one law of a history that is not Invalid, the other of one that is.
     *
     * @return whether it is Invalid
     */
    public static boolean assertKept(String name, Checker checker, History history, long seed) {
        CheckResult result = judge(checker, history);
        if (result.verdict().isInvalid()) {
            for (Anomaly anomaly : result.verdict().anomaliesOrNone()) {
                assertShrinks(name, checker, history, result, anomaly.type());
            }
            return true;
        }
        Random random = new Random(seed);
        History whole = history;
        for (int i = 0; i < CHOICES; i++) {
            Cuts cuts = checker.cuts(whole);
            if (cuts.endsAnywhere() && random.nextInt(4) == 0) {
                whole = whole.prefix(random.nextInt(whole.size() + 1));
            } else if (cuts.size() > 0) {
                History fewer = cuts.history(random(cuts, random));
                // What is left may be cut again.
                whole = random.nextInt(3) == 0 ? fewer : history;
                assertNotInvalid(name, checker, history, fewer);
                continue;
            }
            assertNotInvalid(name, checker, history, whole);
            whole = random.nextBoolean() ? whole : history;
        }
        return false;
    }

    private static BitSet random(Cuts cuts, Random random) {
        Choice all = Choice.all(cuts);
        int[] parts = all.left();
        int leaveOut = 1 + random.nextInt(1 + random.nextInt(parts.length));
        for (int i = 0; i < leaveOut; i++) {
            int one = random.nextInt(parts.length);
            all.become(all.without(parts, one, one + 1));
        }
        BitSet left = new BitSet();
        for (int part : all.left()) {
            left.set(part);
        }
        return left;
    }

    private static void assertNotInvalid(String name, Checker checker, History whole, History fewer) {
        CheckResult result = judge(checker, reread(fewer));
        if (result.verdict().isInvalid()) {
            throw new AssertionError(name + ": what was not Invalid is, cut: " + result.verdict() + "\n" + text(fewer)
                    + "of\n" + text(whole));
        }
    }

    private static void assertShrinks(String name, Checker checker, History history, CheckResult result, String type) {
        Shrunk shrunk = new Shrinker(checker, LIMIT, words -> {}).shrink(history, result, type);
        String words = name + ": " + type + ", shrunk:\n" + text(shrunk.history()) + "of\n" + text(history);
        assertThat(shrunk.finished()).as(words).isTrue();
        assertThat(shows(checker, reread(shrunk.history()), type)).as(words).isTrue();
        assertThat(text(new Shrinker(checker, LIMIT, any -> {})
                        .shrink(history, result, type)
                        .history()))
                .as("the same again: " + words)
                .isEqualTo(text(shrunk.history()));
        Cuts cuts = checker.cuts(shrunk.history());
        for (int part = 0; part < cuts.size(); part++) {
            BitSet fewer = Choice.all(cuts).without(new int[] {part}, 0, 1);
            assertThat(cuts.keepsReason(fewer) && shows(checker, cuts.history(fewer), type))
                    .as("part " + part + " can be left out, the " + cuts.kind(part) + ": " + words)
                    .isFalse();
        }
    }

    private static boolean shows(Checker checker, History history, String type) {
        return judge(checker, history).verdict().anomaliesOrNone().stream()
                .anyMatch(anomaly -> anomaly.type().equals(type));
    }

    private static CheckResult judge(Checker checker, History history) {
        return Checkers.judge(
                checker, history, CheckContext.withTimeLimit(LIMIT).withParallelism(1));
    }

    private static History reread(History history) {
        if (history.size() == 0) {
            // no file is empty
            return history;
        }
        try {
            return HistoryReader.read(
                            new ByteArrayInputStream(text(history).getBytes(StandardCharsets.UTF_8)), Origin.FOREIGN)
                    .history();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(History history) {
        HistoryEncoder encoder = HistoryEncoder.of(Notation.EDN);
        for (int i = 0; i < history.size(); i++) {
            encoder.append(history, i);
        }
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            encoder.writeTo(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString(StandardCharsets.UTF_8);
    }
}
