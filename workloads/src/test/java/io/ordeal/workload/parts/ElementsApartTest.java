package io.ordeal.workload.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.client.Client;
import io.ordeal.client.Completion;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.client.Invocation;
import io.ordeal.history.OpType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs that put the same numbers into one list, which is not empty before. */
class ElementsApartTest {
    private final List<Object> elements = new ArrayList<>(List.of(7L, "somebody's", 2.5));

    /** Adds, reads, and takes the first out. */
    private final Client list = new Client() {
        @Override
        public Completion invoke(Invocation asked) {
            return switch (asked.f()) {
                case "add" -> {
                    elements.add(asked.value());
                    yield Completion.ok(asked.value());
                }
                case "read" -> Completion.ok(List.copyOf(elements));
                default ->
                    elements.isEmpty() ? Completion.fail(null, "it is empty") : Completion.ok(elements.remove(0));
            };
        }

        @Override
        public void close() {}
    };

    private static Completion ask(Client client, String f, Object value) throws Exception {
        return client.invoke(new Invocation(f, value));
    }

    @Test
    void eachRunReadsItsOwnElements() throws Exception {
        Client first = ElementsApart.kept(list, 100);
        Client second = ElementsApart.kept(list, 101);
        assertThat(ask(first, "add", 0L)).isEqualTo(Completion.ok(0L));
        assertThat(ask(first, "add", ElementsApart.RANGE - 1)).isEqualTo(Completion.ok(ElementsApart.RANGE - 1));
        assertThat(ask(second, "add", 0L)).isEqualTo(Completion.ok(0L));
        assertThat(first.invoke(new Invocation("read", null)).value()).isEqualTo(List.of(0L, ElementsApart.RANGE - 1));
        assertThat(second.invoke(new Invocation("read", null)).value()).isEqualTo(List.of(0L));
        assertThat(elements).hasSize(6);
    }

    @Test
    void whatOthersHaveLeftIsTakenOutOnTheWay() throws Exception {
        for (long left = 0; left < 150; left++) {
            elements.add(left);
        }
        Client run = ElementsApart.taken(list, 100, "take");
        ask(run, "add", 3L);
        Completion none = run.invoke(new Invocation("take", null));
        assertThat(none.type()).as("not for ever").isEqualTo(OpType.FAIL);
        assertThat(run.invoke(new Invocation("take", null))).isEqualTo(Completion.ok(3L));
        assertThat(run.invoke(new Invocation("take", null)).error()).isEqualTo("it is empty");
    }

    /** It would be another run's. */
    @Test
    void anElementBeyondTheRangeIsRefused() {
        Client run = ElementsApart.kept(list, 100);
        assertThatThrownBy(() -> ask(run, "add", ElementsApart.RANGE)).isInstanceOf(DefiniteFailure.class);
        assertThat(elements).hasSize(3);
    }
}
