package io.ordeal.workload.lock;

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

class BelievedHoldsTest {
    private static final Invocation ACQUIRE = new Invocation("acquire", "a");
    private static final Invocation RELEASE = new Invocation("release", "a");

    /** Grants what is asked for, and has nothing to release ever, as a lock whose lease has run out. */
    private record Expired(boolean throwing, boolean tokens) implements Client {
        @Override
        public Completion invoke(Invocation invocation) throws DefiniteFailure {
            if (invocation.f().equals("acquire")) {
                return Completion.ok(tokens ? List.of("a", 41L) : "a");
            }
            if (throwing) {
                throw new DefiniteFailure("not the holder");
            }
            return Completion.fail(invocation.value(), "not the holder");
        }

        @Override
        public void close() {}
    }

    /** As a client that is a process of its own answers. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aHoldThatWasOverBeforeItsReleaseEndsWithTheReleaseAndNotNever(boolean tokens) throws Exception {
        Client client = new BelievedHolds(new Expired(false, tokens));
        client.invoke(ACQUIRE);
        // A fail would say that the hold goes on: every grant to come would overlap it.
        Completion release = client.invoke(RELEASE);
        assertThat(release.type()).isEqualTo(OpType.INFO);
        assertThat(String.valueOf(release.error())).contains("not the holder");
        assertThat(client.invoke(RELEASE).type()).isEqualTo(OpType.FAIL);
    }

    /** As a client in this JVM does. */
    @Test
    void soItDoesWhereTheClientThrows() throws Exception {
        Client client = new BelievedHolds(new Expired(true, false));
        client.invoke(ACQUIRE);
        assertThatThrownBy(() -> client.invoke(RELEASE))
                .isNotInstanceOf(DefiniteFailure.class)
                .hasMessageContaining("not the holder");
        assertThatThrownBy(() -> client.invoke(RELEASE)).isInstanceOf(DefiniteFailure.class);
    }

    @Test
    void aReleaseOfAnotherLockMayFail() throws Exception {
        Client client = new BelievedHolds(new Expired(false, false));
        client.invoke(ACQUIRE);
        assertThat(client.invoke(new Invocation("release", "b")).type()).isEqualTo(OpType.FAIL);
    }
}
