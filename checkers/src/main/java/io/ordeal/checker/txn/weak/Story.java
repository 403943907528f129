package io.ordeal.checker.txn.weak;

import io.ordeal.history.History;
import io.ordeal.history.Op;
import io.ordeal.history.io.EdnText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeSet;

/**
 * A contradiction told in sentences: the transactions by names, why each comes before the next, and what of the history
 * shows it.
 */
public final class Story {
    private final ReadsFrom history;
    private final Map<Integer, String> names = new LinkedHashMap<>();
    private final StringJoiner sentences = new StringJoiner(" ");
    private final List<Map<String, Object>> steps = new ArrayList<>();

    public Story(ReadsFrom history) {
        this.history = history;
    }

    /** The name by which a transaction is told, T1 for the first that is asked for. */
    public String name(int transaction) {
        return names.computeIfAbsent(transaction, unused -> "T" + (names.size() + 1));
    }

    /** Adds a sentence of its own. */
    public Story say(String sentence) {
        sentences.add(sentence);
        return this;
    }

    /**
     * Adds that one transaction comes before another.
     *
     * @param kind of the edge, as Elle names them where it does: {@code wr}, {@code process}, {@code ww}, {@code rw}, …
     */
    public Story before(int from, int to, String kind, String because) {
        sentences.add(name(from) + " < " + name(to) + ", because " + because + ".");
        Map<String, Object> step = new LinkedHashMap<>();
        step.put("from", name(from));
        step.put("fromIndex", index(from));
        step.put("to", name(to));
        step.put("toIndex", index(to));
        step.put("type", kind);
        step.put("because", because);
        steps.add(step);
        return this;
    }

    /** Adds that one transaction comes before another, because that one read of it. */
    public Story read(int read, int reader) {
        int writer = history.readWriter(read);
        return before(writer, reader, "wr", saw(read, reader));
    }

    public Story session(int from, int to) {
        return before(from, to, "process", "process " + history.process(from) + " did " + name(from) + " first");
    }

    /** In words: what a read saw, and whose write that was. */
    public String saw(int read, int reader) {
        int writer = history.readWriter(read);
        return name(reader) + " read " + EdnText.name(history.key(history.readKey(read))) + " = "
                + history.readValue(read)
                + (writer == ReadsFrom.INITIAL ? ", the initial value" : ", which " + name(writer) + " wrote");
    }

    /** The number that the file gives a transaction: its completion's, if it has one. */
    private int index(int transaction) {
        int completion = history.history().partner(history.invoked(transaction));
        return history.history().index(completion < 0 ? history.invoked(transaction) : completion);
    }

    /** All of it, the transactions first. */
    public String text() {
        StringJoiner all = new StringJoiner("; ", "Let ", ".");
        names.forEach((t, name) -> all.add(name + " be the transaction of process " + history.process(t) + " at index "
                + index(t)
                + (history.isCertain(t) ? "" : " (it is not known how it ended, but it was read of)")));
        return all + " " + sentences;
    }

    /** The edges told, as the details of an anomaly. */
    public List<Map<String, Object>> steps() {
        return List.copyOf(steps);
    }

    /** The events of the transactions that were named. */
    public List<Op> witness() {
        History events = history.history();
        TreeSet<Integer> positions = new TreeSet<>();
        for (int t : names.keySet()) {
            int invocation = history.invoked(t);
            positions.add(invocation);
            if (events.partner(invocation) >= 0) {
                positions.add(events.partner(invocation));
            }
        }
        return positions.stream().map(events::op).toList();
    }
}
