package io.ordeal.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import org.junit.jupiter.api.Test;

class LanesTest {
    @Test
    void aWorkersProcessesShareALine() {
        History history = new HistoryBuilder()
                .invoke(0, "read", null)
                .invoke(1, "read", null)
                .info(1, "read", null)
                .invoke(3, "read", null)
                .ok(0, "read", null)
                .ok(3, "read", null)
                .build();
        Lanes lanes = Lanes.of(history, 2);
        assertThat(lanes.count()).isEqualTo(2);
        assertThat(lanes.lane(3)).isEqualTo(lanes.lane(1)).isNotEqualTo(lanes.lane(0));
        assertThat(lanes.name(lanes.lane(3))).isEqualTo("p1…3");
    }

    @Test
    void numbersThatMeanSomethingElseAreNotTrusted() {
        History history = new HistoryBuilder()
                .invoke(0, "read", null)
                .invoke(2, "read", null)
                .ok(0, "read", null)
                .ok(2, "read", null)
                .build();
        Lanes lanes = Lanes.of(history, 2);
        assertThat(lanes.lane(0)).isNotEqualTo(lanes.lane(2));
    }

    @Test
    void ofVeryManyProcessesNoTwoOnALineActAtOnce() {
        HistoryBuilder builder = new HistoryBuilder();
        int width = 7;
        for (int p = 0; p < 1_000; p++) {
            builder.invoke(p, "read", null);
            if (p >= width) {
                builder.ok(p - width, "read", null);
            }
        }
        History history = builder.build();
        Lanes lanes = Lanes.of(history, 0);
        assertThat(lanes.count()).isLessThan(40);
        int[] until = new int[lanes.count()];
        for (int i = 0; i < history.size(); i++) {
            if (history.isInvoke(i)) {
                int lane = lanes.lane(history.process(i));
                assertThat(until[lane]).as("line %d at event %d", lane, i).isLessThanOrEqualTo(i);
                until[lane] = history.partner(i) < 0 ? history.size() : history.partner(i);
            }
        }
    }
}
