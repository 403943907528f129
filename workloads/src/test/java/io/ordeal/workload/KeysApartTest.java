package io.ordeal.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.client.Client;
import io.ordeal.client.Completion;
import io.ordeal.client.Invocation;
import io.ordeal.history.Keyword;
import io.ordeal.workload.parts.KeysApart;
import io.ordeal.workload.txn.TransactionsApart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeysApartTest {
    /** Answers with what it was asked, and keeps it. */
    private record Echo(List<Object> asked) implements Client {
        @Override
        public Completion invoke(Invocation invocation) {
            asked.add(String.valueOf(invocation.value()));
            return Completion.ok(invocation.value());
        }

        @Override
        public void close() {}
    }

    private final Echo system = new Echo(new ArrayList<>());

    @Test
    void aKeyHasAnotherNameInTheSystemOnly() throws Exception {
        Client client = KeysApart.texts(system, 77);
        Object read = Arrays.asList("r0", null);
        assertThat(client.invoke(new Invocation("read", read)).value()).isEqualTo(read);
        Object addition = Map.of(Keyword.of("lock"), "lock1", Keyword.of("elements"), List.of(7L));
        assertThat(client.invoke(new Invocation("add", addition)).value()).isEqualTo(addition);
        assertThat(client.invoke(new Invocation("acquire", "lock1")).value()).isEqualTo("lock1");
        assertThat(system.asked).first().isEqualTo("[r0_77, null]");
        assertThat(system.asked).last().isEqualTo("lock1_77");
    }

    @Test
    void transactionsHaveKeysOfTheirOwnInTheSystem() throws Exception {
        Client client = TransactionsApart.of(system, 2);
        Object transaction = List.of(
                Arrays.asList(Keyword.of("r"), 3L, null),
                List.of(Keyword.of("append"), 4L, 9L),
                List.of(Keyword.of("r"), 5L, List.of(1L, 2L)));
        assertThat(client.invoke(new Invocation("txn", transaction)).value()).isEqualTo(transaction);
        assertThat(system.asked)
                .first()
                .asString()
                .contains("2000003", "2000004", "2000005")
                .contains("[1, 2]");
    }
}
