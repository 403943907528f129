package io.ordeal.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordeal.history.History;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A history as the page's script reads it: columns of small integers, one entry an operation in the order of
 * invocation, compressed; and a line of text an operation with its values.
 *
 * <p>A column follows the other in one stream: position of the invocation (difference to the one before), positions from
 * there to the completion (0 = none), time of the invocation in units (difference), units to the completion, process (a
 * number in order of appearance), name and outcome ({@code 4 f + outcome}), and for histories whose indexes are not the
 * positions, both indexes (differences, as the positions).
 *
 * <p>A line of values is {@code invocation TAB completion TAB error}: a completion that equals the invocation is empty,
 * and so is the whole line of an operation whose values are not in the page.
 */
final class HistoryColumns {
    private static final int FINE_UP_TO = 200_000;
    private static final int COVERAGE_BINS = 1_500;

    private final History history;
    private final PageClock clock;
    private final Lanes lanes;
    private final PageLimits limits;
    private final int[] invocations;
    private final BitSet near;
    private final boolean complete;
    private final long unitNanos;
    private final Map<Integer, Integer> processNumbers = new HashMap<>();

    /** @param focus positions of events that matter most */
    HistoryColumns(History history, PageClock clock, Lanes lanes, PageLimits limits, int[] focus) {
        this.history = history;
        this.clock = clock;
        this.lanes = lanes;
        this.limits = limits;
        int[] all = invocations(history);
        near = near(history, all, focus, limits.window());
        complete = all.length <= limits.operations();
        invocations = complete ? all : Arrays.stream(all).filter(near::get).toArray();
        unitNanos = clock.timed() && invocations.length > FINE_UP_TO ? 1_000 : 1;
    }

    private static int[] invocations(History history) {
        int[] found = new int[history.size()];
        int count = 0;
        for (int i = 0; i < history.size(); i++) {
            if (history.isClient(i) && history.isInvoke(i)) {
                found[count++] = i;
            }
        }
        return Arrays.copyOf(found, count);
    }

    /** Invocations of the operations next to those in focus; of none, those at the beginning and the end. */
    private static BitSet near(History history, int[] all, int[] focus, int window) {
        BitSet near = new BitSet(history.size());
        int[] centres = focus.length > 0 || all.length == 0 ? focus : new int[] {0, history.size() - 1};
        for (int position : centres) {
            int partner = history.partner(position);
            int invocation = partner >= 0 && !history.isInvoke(position) ? partner : position;
            int at = Arrays.binarySearch(all, invocation);
            int rank = at >= 0 ? at : -at - 1;
            for (int i = Math.max(0, rank - window); i < Math.min(all.length, rank + window + 1); i++) {
                near.set(all[i]);
            }
        }
        return near;
    }

    /** Whether every operation of the history is in the columns. */
    boolean complete() {
        return complete;
    }

    int operations() {
        return invocations.length;
    }

    long unitNanos() {
        return unitNanos;
    }

    /** An operation's number in the columns, by the position of one of its events; −1 if it is not in them. */
    int numberOf(int position) {
        int partner = history.partner(position);
        int invocation = history.isInvoke(position) || partner < 0 ? position : partner;
        int at = Arrays.binarySearch(invocations, invocation);
        return at >= 0 ? at : -1;
    }

    /** In units of the columns. */
    long units(long nanos) {
        return nanos / unitNanos;
    }

    /** What the script must know to read the columns. */
    void describe(ObjectNode json) {
        boolean sparse = sparse();
        json.put("operations", operations());
        json.put("complete", complete);
        json.put("unitNanos", unitNanos);
        json.put("sparse", sparse);
        ArrayNode names = json.putArray("lanes");
        for (int lane = 0; lane < lanes.count(); lane++) {
            names.add(lanes.name(lane));
        }
        ArrayNode processes = json.putArray("processes");
        ArrayNode laneOfProcess = json.putArray("laneOfProcess");
        for (int invocation : invocations) {
            int process = history.process(invocation);
            if (!processNumbers.containsKey(process)) {
                processNumbers.put(process, processNumbers.size());
                processes.add(process);
                laneOfProcess.add(lanes.lane(process));
            }
        }
    }

    private boolean sparse() {
        return history.size() > 0 && history.index(history.size() - 1) != history.size() - 1;
    }

    /** The columns; after {@link #describe}. */
    String columns() {
        PackedBytes out = new PackedBytes();
        int last = 0;
        for (int i : invocations) {
            out.varint(i - last);
            last = i;
        }
        for (int i : invocations) {
            out.varint(history.partner(i) < 0 ? 0 : history.partner(i) - i);
        }
        long lastUnit = 0;
        for (int i : invocations) {
            out.varint(units(clock.at(i)) - lastUnit);
            lastUnit = units(clock.at(i));
        }
        for (int i : invocations) {
            out.varint(history.partner(i) < 0 ? 0 : units(clock.at(history.partner(i))) - units(clock.at(i)));
        }
        for (int i : invocations) {
            out.varint(Objects.requireNonNull(processNumbers.get(history.process(i))));
        }
        for (int i : invocations) {
            out.varint(4L * history.fNumber(i) + history.outcome(i).ordinal());
        }
        if (sparse()) {
            int lastIndex = 0;
            for (int i : invocations) {
                out.varint(history.index(i) - lastIndex);
                lastIndex = history.index(i);
            }
            for (int i : invocations) {
                out.varint(history.partner(i) < 0 ? 0 : history.index(history.partner(i)) - history.index(i));
            }
        }
        return out.base64();
    }

    /**
     * The values.
     *
     * @param all whether they are those of every operation in the columns
     * @param text the compressed lines
     */
    record ValueLines(boolean all, String text) {}

    /** The lines of values: of all operations if they are within the limit, else of those near the focus. */
    ValueLines values() {
        PackedBytes out = new PackedBytes();
        for (int i : invocations) {
            out.line(valueLine(i));
            if (out.size() > limits.valueBytes()) {
                return new ValueLines(false, nearValues());
            }
        }
        return new ValueLines(true, out.base64());
    }

    private String nearValues() {
        PackedBytes out = new PackedBytes();
        for (int i : invocations) {
            out.line(near.get(i) ? valueLine(i) : "");
        }
        return out.base64();
    }

    private String valueLine(int invocation) {
        int most = near.get(invocation) ? limits.valueLengthNear() : limits.valueLength();
        StringBuilder line = new StringBuilder(text(history.value(invocation), most));
        int completion = history.partner(invocation);
        if (completion >= 0) {
            line.append('\t');
            if (!history.values().equal(history.valueHandle(invocation), history.valueHandle(completion))) {
                line.append(text(history.value(completion), most));
            }
            Object error = history.error(completion);
            if (error != null) {
                line.append('\t').append(text(error, most));
            }
        }
        return line.toString();
    }

    private static String text(@Nullable Object value, int most) {
        String text = ValueText.cut(ValueText.print(value), most);
        return text.isEmpty() ? "\"\"" : text;
    }

    /** How many operations of each line and outcome begin in each of equal stretches of the axis; for incomplete columns. */
    void coverage(ObjectNode json) {
        long first = clock.first();
        double width = Math.max(1, clock.last() - first) / (double) COVERAGE_BINS;
        int[] counts = new int[lanes.count() * COVERAGE_BINS * 3];
        for (int i = 0; i < history.size(); i++) {
            if (history.isClient(i) && history.isInvoke(i)) {
                int bin = (int) Math.min(COVERAGE_BINS - 1, (clock.at(i) - first) / width);
                int outcome = history.outcome(i).ordinal() - 1;
                counts[(lanes.lane(history.process(i)) * COVERAGE_BINS + bin) * 3 + outcome]++;
            }
        }
        PackedBytes out = new PackedBytes();
        for (int count : counts) {
            out.varint(count);
        }
        json.put("bins", COVERAGE_BINS);
        json.put("counts", out.base64());
    }
}
