package io.ordeal.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryColumnsTest {
    private static final PageLimits ALL = PageLimits.DEFAULT;

    private static HistoryColumns columns(History history, PageLimits limits, int... focus) {
        return new HistoryColumns(history, new PageClock(history), Lanes.of(history, 0), limits, focus);
    }

    /** Reads the columns as their description says and compares each operation with the history. */
    private static void assertHasAll(History history, HistoryColumns columns) {
        ObjectNode json = new ObjectMapper().createObjectNode();
        columns.describe(json);
        byte[] bytes = Golden.unpack(columns.columns());
        int n = json.get("operations").asInt();
        boolean sparse = json.get("sparse").asBoolean();
        long unit = json.get("unitNanos").asLong();
        long[][] read = new long[sparse ? 8 : 6][n];
        int at = 0;
        for (int column = 0; column < read.length; column++) {
            long last = 0;
            for (int i = 0; i < n; i++) {
                long value = 0;
                for (int shift = 0; ; shift += 7) {
                    byte b = bytes[at++];
                    value |= (long) (b & 0x7f) << shift;
                    if (b >= 0) {
                        break;
                    }
                }
                boolean rising = column == 0 || column == 2 || column == 6;
                last = rising ? last + value : value;
                read[column][i] = last;
            }
        }
        assertThat(at).isEqualTo(bytes.length);
        List<String> lines = new String(Golden.unpack(columns.values().text()), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(lines).hasSize(n);
        boolean timed = new PageClock(history).timed();
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            int position = (int) read[0][i];
            int completion = history.partner(position);
            boolean completed = completion >= 0;
            long units = history.timeNanos(position) / unit;
            long unitsToEnd = completed ? history.timeNanos(completion) / unit - units : 0;
            long indexes = completed ? history.index(completion) - history.index(position) : 0;
            boolean right = history.isInvoke(position)
                    && read[1][i] == (completed ? completion - position : 0)
                    && (!timed || (read[2][i] == units && read[3][i] == unitsToEnd))
                    && json.get("processes").get((int) read[4][i]).asInt() == history.process(position)
                    && read[5][i] / 4 == history.fNumber(position)
                    && read[5][i] % 4 == history.outcome(position).ordinal()
                    && (!sparse || (read[6][i] == history.index(position) && read[7][i] == indexes))
                    && hasValues(history, position, lines.get(i));
            if (!right) {
                wrong.add("operation " + i + " at " + history.op(position) + ": " + lines.get(i));
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static boolean hasValues(History history, int invocation, String line) {
        String[] values = line.split("\t", -1);
        int completion = history.partner(invocation);
        String given = ValueText.print(history.value(invocation));
        return values[0].equals(given)
                && (completion < 0
                        || (values[1].isEmpty() ? given : values[1])
                                .equals(ValueText.print(history.value(completion))));
    }

    @Test
    void everyOperationIsThereToTheNanosecond() {
        History history = SampleHistories.lock();
        HistoryColumns columns = columns(history, ALL);
        assertThat(columns.complete()).isTrue();
        assertThat(columns.operations())
                .isEqualTo(OutcomeTable.of(history).sum().total());
        assertHasAll(history, columns);
    }

    @Test
    void longHistoriesAreThereToTheMicrosecond() {
        History history = SampleHistories.ofLength(201_000);
        HistoryColumns columns = columns(history, ALL);
        assertThat(columns.unitNanos()).isEqualTo(1_000);
        assertHasAll(history, columns);
    }

    @Test
    void indexesWithGapsAndNoTimesAreKept() {
        History history = new HistoryBuilder()
                .add(new Op(10, Op.NO_TIME, 3, OpType.INVOKE, "write", "a\tb\nc", null))
                .add(new Op(12, Op.NO_TIME, 3, OpType.OK, "write", "a\tb\nc", null))
                .add(new Op(90, Op.NO_TIME, 1 << 22, OpType.INVOKE, "read", null, null))
                .build();
        assertHasAll(history, columns(history, ALL));
    }

    @Test
    void ofTooLongAHistoryThePartRoundTheViolationIsThere() {
        History history = SampleHistories.ofLength(5_000);
        int middle = history.size() / 2;
        HistoryColumns columns = columns(history, new PageLimits(1_000, 50, 1 << 20, 500, 25), middle);
        assertThat(columns.complete()).isFalse();
        assertThat(columns.operations()).isEqualTo(101);
        int invocation = history.isInvoke(middle) ? middle : history.partner(middle);
        assertThat(columns.numberOf(invocation)).isBetween(49, 51);
        assertThat(columns.numberOf(0)).isEqualTo(-1);
        assertHasAll(history, columns);
    }

    @Test
    void tooManyValuesAreLeftOutAndThatIsTold() {
        History history = SampleHistories.ofLength(2_000);
        HistoryColumns columns = columns(history, new PageLimits(10_000, 10, 4_000, 500, 25), history.size() - 1);
        HistoryColumns.ValueLines values = columns.values();
        assertThat(values.all()).isFalse();
        List<String> lines = new String(Golden.unpack(values.text()), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(lines).hasSize(2_000);
        assertThat(lines.stream().filter(line -> !line.isEmpty()).count()).isBetween(11L, 21L);
        assertThat(lines.get(0)).isEmpty();
    }
}
