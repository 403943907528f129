package io.ordeal.workload.leader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.client.Client;
import io.ordeal.client.Completion;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.client.Invocation;
import io.ordeal.history.OpType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BelievedOfficesTest {
    private static final Invocation CAMPAIGN = new Invocation("campaign", "a");
    private static final Invocation LEADS = new Invocation("leads", "a");

    /** Elects, and fails at all else, as a client whose service can't be reached any more. */
    private record Unreachable(boolean throwing) implements Client {
        @Override
        public Completion invoke(Invocation invocation) throws DefiniteFailure {
            if (invocation.f().equals("campaign")) {
                return Completion.ok(List.of("a", 7L));
            }
            if (throwing) {
                throw new DefiniteFailure("refused");
            }
            return Completion.fail(invocation.value(), "refused");
        }

        @Override
        public void close() {}
    }

    @ParameterizedTest
    @ValueSource(strings = {"leads", "resign"})
    void aFailureEndsTheBeliefAndIsNoLicenceToGoOn(String f) throws Exception {
        Client client = new BelievedOffices(new Unreachable(false));
        client.invoke(CAMPAIGN);
        Completion answer = client.invoke(new Invocation(f, "a"));
        assertThat(answer.type()).isEqualTo(OpType.INFO);
        assertThat(String.valueOf(answer.error())).contains("refused");
        assertThat(client.invoke(new Invocation(f, "a")).type()).isEqualTo(OpType.FAIL);
    }

    @Test
    void soItDoesWhereTheClientThrows() throws Exception {
        Client client = new BelievedOffices(new Unreachable(true));
        client.invoke(CAMPAIGN);
        assertThatThrownBy(() -> client.invoke(LEADS))
                .isNotInstanceOf(DefiniteFailure.class)
                .hasMessageContaining("refused");
        assertThatThrownBy(() -> client.invoke(LEADS)).isInstanceOf(DefiniteFailure.class);
    }

    @Test
    void whoWasToldNoMayFailAfterwards() throws Exception {
        Client told = new Client() {
            @Override
            public Completion invoke(Invocation invocation) {
                return switch (invocation.f()) {
                    case "campaign" -> Completion.ok("a");
                    case "leads" -> Completion.ok(List.of("a", false));
                    default -> Completion.fail("a", "does not lead");
                };
            }

            @Override
            public void close() {}
        };
        Client client = new BelievedOffices(told);
        client.invoke(CAMPAIGN);
        client.invoke(LEADS);
        assertThat(client.invoke(new Invocation("resign", "a")).type()).isEqualTo(OpType.FAIL);
    }
}
