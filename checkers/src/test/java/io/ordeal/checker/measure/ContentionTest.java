package io.ordeal.checker.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.history.HistoryBuilder;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContentionTest {
    private final HistoryBuilder builder = new HistoryBuilder();
    private int index;

    private void event(int process, OpType type, String f, @Nullable Object value) {
        builder.add(new Op(index, index * 1_000L, process, type, f, value, null));
        index++;
    }

    private void whole(int process, String f, @Nullable Object value) {
        event(process, OpType.INVOKE, f, value);
        event(process, OpType.OK, f, value);
    }

    private Contention contention() {
        return Contention.of(builder.build());
    }

    @Test
    void anElectionIsContendedWhileAnotherLeads() {
        whole(0, "campaign", "a");
        whole(0, "leads", "a");
        whole(1, "campaign", "a");
        whole(0, "resign", "a");
        whole(1, "resign", "a");
        whole(0, "campaign", "a");
        assertThat(Contention.of(builder.build(), "campaign"::equals)).isEqualTo(new Contention(3, 1));
    }

    @Test
    void aLockIsContendedWhileAnotherHasItOrAsksForIt() {
        whole(0, "acquire", "a");
        // has it
        event(1, OpType.INVOKE, "acquire", "a");
        // another lock
        whole(2, "acquire", "b");
        whole(0, "release", "a");
        event(1, OpType.OK, "acquire", "a");
        whole(2, "release", "b");
        whole(1, "release", "a");
        // nobody has it any more
        whole(0, "acquire", "a");
        assertThat(contention()).isEqualTo(new Contention(7, 2));
    }

    @Test
    void someAreCountedWhateverTheyMeet() {
        whole(0, "acquire", "a");
        whole(1, "acquire", "a");
        whole(0, "release", "a");
        assertThat(Contention.of(builder.build(), "acquire"::equals)).isEqualTo(new Contention(2, 1));
    }

    @Test
    void aHoldEndsWithTheSession() {
        whole(0, "acquire", "a");
        whole(0, "session-lost", "a");
        whole(1, "acquire", "a");
        assertThat(contention()).isEqualTo(new Contention(3, 0));
    }

    @Test
    void operationsMeetOnTheirKeysAlone() {
        event(0, OpType.INVOKE, "txn", List.of(List.of("r", 1L), List.of("append", 2L, 5L)));
        whole(1, "txn", List.of(List.of("append", 2L, 6L)));
        whole(2, "txn", List.of(List.of("append", 3L, 6L)));
        event(0, OpType.OK, "txn", List.of(List.of("r", 1L), List.of("append", 2L, 5L)));
        assertThat(contention()).isEqualTo(new Contention(3, 2));
    }

    @Test
    void whatFailedIsNoneOfThem() {
        event(0, OpType.INVOKE, "read", null);
        event(1, OpType.INVOKE, "write", 3L);
        event(1, OpType.FAIL, "write", 3L);
        event(0, OpType.OK, "read", 3L);
        assertThat(contention()).isEqualTo(new Contention(1, 1));
        assertThat(new Contention(1, 1).plus(new Contention(2, 0))).isEqualTo(new Contention(3, 1));
    }
}
