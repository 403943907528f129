package io.ordeal.checker;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.history.History;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import io.ordeal.history.io.HistoryEncoder;
import io.ordeal.history.io.HistoryReader;
import io.ordeal.history.io.Notation;
import io.ordeal.history.io.Origin;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The law of witnesses. Cut out of its history, as a file of its own, a witness is
 *
 * <ol>
 *   <li>Invalid by itself,
 *   <li>not Invalid without its last operation, the one that completes last: so the sentence is about the right one,
 *   <li>Invalid still when what was left out of unknown outcome, invoked before the last operation completes, is put back.
 * </ol>
 *
 * <p>Checkers that hold what was acknowledged against what was read say nothing of a last operation; their witnesses show
 * what each says of its own, and claim to be small, not the smallest. {@link #assertShown} is their law: cut out of its
 * history, a witness
 *
 * <ol>
 *   <li>is Invalid by itself, with the same anomaly of the same key,
 *   <li>and still is when what was left out of unknown outcome is put back.
 * </ol>
 *
 * <p>Either is asked of the checker that gave the witness, by way of a file's text: what is cut out must be a history.
 */
public final class WitnessLaw {
    private final String name;
    private final Checker checker;
    private final History history;

    private WitnessLaw(String name, Checker checker, History history) {
        this.name = name;
        this.checker = checker;
        this.history = history;
    }

    /**
     * Judges a history, and asserts the law of each anomaly that is found, and that a second look finds the same.
     *
     * @return how many anomalies there are
     */
    public static int assertKept(String name, Checker checker, History history, boolean all) {
        return new WitnessLaw(name, checker, history).assertKept(all);
    }

    /**
     * Judges a history, and asserts of each anomaly that what it shows suffices to see it.
     *
     * @return the kinds of anomalies that there were
     */
    public static Set<String> assertShown(String name, Checker checker, History history) {
        WitnessLaw law = new WitnessLaw(name, checker, history);
        Set<String> kinds = new TreeSet<>();
        for (Anomaly anomaly : law.judged(history).anomaliesOrNone()) {
            law.assertShown(anomaly);
            kinds.add(anomaly.type());
        }
        return kinds;
    }

    private Verdict judged(History part) {
        return Checkers.judge(
                        checker,
                        part,
                        CheckContext.unlimited().withParallelism(1).withAll(true))
                .verdict();
    }

    private void assertShown(Anomaly anomaly) {
        SortedSet<Integer> shown = positions(anomaly);
        TreeSet<Integer> filled = new TreeSet<>(shown);
        addUnknown(filled, history.size());
        require(finds(shown, anomaly), "the witness does not show it by itself", anomaly, shown);
        require(finds(filled, anomaly), "it does not with what was left out of unknown outcome", anomaly, filled);
    }

    private boolean finds(Set<Integer> positions, Anomaly anomaly) {
        return judged(cut(positions)).anomaliesOrNone().stream()
                .anyMatch(found -> found.type().equals(anomaly.type()) && Objects.equals(found.key(), anomaly.key()));
    }

    private int assertKept(boolean all) {
        CheckContext context = CheckContext.unlimited().withParallelism(1).withAll(all);
        List<Anomaly> anomalies = checker.check(history, context).verdict().anomaliesOrNone();
        for (Anomaly anomaly : anomalies) {
            assertKept(anomaly);
        }
        if (!anomalies.isEmpty()) {
            assertThat(checker.check(history, context).verdict().anomaliesOrNone())
                    .as(name + ": the same again")
                    .isEqualTo(anomalies);
        }
        return anomalies.size();
    }

    private void assertKept(Anomaly anomaly) {
        SortedSet<Integer> shown = positions(anomaly);
        int end = shown.stream()
                .filter(at -> history.isClient(at) && history.type(at) == OpType.OK)
                .max(Integer::compare)
                .orElseThrow(() -> new AssertionError(name + ": nothing in the witness is ok: " + anomaly));
        TreeSet<Integer> withoutLast = new TreeSet<>(shown);
        withoutLast.remove(end);
        withoutLast.remove(history.partner(end));
        TreeSet<Integer> filled = new TreeSet<>(shown);
        addUnknown(filled, end);
        require(verdict(shown).isInvalid(), "the witness is no violation by itself", anomaly, shown);
        require(
                withoutLast.isEmpty() || !verdict(withoutLast).isInvalid(),
                "it is one without its last operation",
                anomaly,
                withoutLast);
        require(verdict(filled).isInvalid(), "it is none with what was left out of unknown outcome", anomaly, filled);
    }

    private SortedSet<Integer> positions(Anomaly anomaly) {
        Set<Integer> indexes = anomaly.witness().stream().map(Op::index).collect(Collectors.toCollection(TreeSet::new));
        return IntStream.range(0, history.size())
                .filter(at -> indexes.contains(history.index(at)))
                .boxed()
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** All of unknown outcome that were invoked before a position. */
    private void addUnknown(Set<Integer> positions, int end) {
        for (int at = 0; at < end; at++) {
            if (history.isClient(at)
                    && history.isInvoke(at)
                    && history.outcome(at) != OpType.OK
                    && history.outcome(at) != OpType.FAIL) {
                positions.add(at);
                if (history.partner(at) >= 0) {
                    positions.add(history.partner(at));
                }
            }
        }
    }

    private void require(boolean holds, String otherwise, Anomaly anomaly, Set<Integer> cut) {
        if (!holds) {
            throw new AssertionError(name + ": " + otherwise + ": " + anomaly.explanation() + "\nthe cut:\n"
                    + inWords(cut) + "of:\n"
                    + inWords(IntStream.range(0, history.size()).boxed().toList()));
        }
    }

    private String inWords(Iterable<Integer> positions) {
        StringBuilder lines = new StringBuilder();
        for (int at : positions) {
            lines.append(history.op(at)).append('\n');
        }
        return lines.length() > 20_000 ? lines.substring(0, 20_000) + "…\n" : lines.toString();
    }

    private Verdict verdict(Set<Integer> positions) {
        return Checkers.judge(checker, cut(positions), CheckContext.unlimited().withParallelism(1))
                .verdict();
    }

    private History cut(Set<Integer> positions) {
        try {
            HistoryEncoder encoder = HistoryEncoder.of(Notation.EDN);
            positions.forEach(at -> encoder.append(history, at));
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            encoder.writeTo(text);
            return HistoryReader.read(new ByteArrayInputStream(text.toByteArray()), Origin.FOREIGN)
                    .history();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
