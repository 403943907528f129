package io.ordeal.targets.textbook;

import static io.ordeal.targets.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchException;

import io.ordeal.client.DefiniteFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every line of {@link NodeError}, brought about on real nodes, and what a client makes of it. */
class NodeErrorTest {
    private static final int PROPOSERS = 12;

    @TempDir
    Path run;

    private static void assertThatItIs(NodeError error, Message answer) {
        assertThat(NodeError.of(answer)).as("%s", answer).isEqualTo(error);
        Exception told = NodeError.exception(answer);
        if (error.isDefinite()) {
            assertThat(told).isInstanceOf(DefiniteFailure.class);
        } else {
            assertThat(told).isInstanceOf(NodeException.class);
        }
    }

    @Test
    void whoDoesNotLeadSaysWhoDoes() throws Exception {
        try (Nodes nodes = Nodes.of(Design.LEADER_FOLLOWER_COPIED, run)) {
            Message answer = nodes.answer("n2", "write a 1");
            assertThatItIs(NodeError.NOT_LEADER, answer);
            assertThat(answer.word(1)).isEqualTo("n1");
            assertThatItIs(NodeError.NOT_LEADER, nodes.answer("n3", "read a"));
            assertThat(nodes.answer("n1", "read a")).hasToString("ok");
        }
    }

    @Test
    void withoutAMajorityNothingIsWritten() throws Exception {
        try (Nodes nodes = Nodes.of(Design.VERSIONED_BY_MAJORITY, run)) {
            nodes.cluster.kill("n2");
            nodes.cluster.kill("n3");
            assertThatItIs(NodeError.NO_MAJORITY, nodes.answer("n1", "write a 1"));
            assertThatItIs(NodeError.NO_MAJORITY, nodes.answer("n1", "read a"));
            nodes.cluster.start("n2");
            nodes.eventuallyAnswers("n1", "read a", "ok");
        }
    }

    @Test
    void whatIsWrittenBeforeAMajorityIsMissedMayShowLater() throws Exception {
        try (Nodes nodes = Nodes.of(Design.VERSIONED_BY_CLOCK, run)) {
            nodes.cluster.kill("n2");
            nodes.cluster.kill("n3");
            assertThatItIs(NodeError.UNDECIDED, nodes.answer("n1", "write a 1"));
            nodes.cluster.start("n2");
            nodes.eventuallyAnswers("n2", "read a", "ok 1");
        }
    }

    @Test
    void whoeverHasTheKeyAndIsGoneIsNotAskedOrDoesNotAnswer() throws Exception {
        String key = keyOf("n2");
        try (Nodes nodes = Nodes.of(Design.HASH_RING, run)) {
            eventually("n2 is not to be reached", () -> {
                nodes.cluster.kill("n2");
                Message answer = nodes.answer("n1", "write " + key + " 1");
                nodes.cluster.start("n2");
                eventuallyOfN2(nodes, key);
                return answer.verb().equals(NodeError.UNREACHABLE.word());
            });
            assertThatItIs(NodeError.UNREACHABLE, Message.of(NodeError.UNREACHABLE.word()));
            eventually("n2 does not answer", () -> {
                nodes.cluster.pause("n2");
                Message answer = nodes.answer("n1", "write " + key + " 1");
                nodes.cluster.resume("n2");
                eventuallyOfN2(nodes, key);
                return answer.verb().equals(NodeError.NO_ANSWER.word());
            });
            assertThatItIs(NodeError.NO_ANSWER, Message.of(NodeError.NO_ANSWER.word()));
        }
    }

    /** Until n1 takes n2 for alive again: what n2 has been told is read at n1. */
    private static void eventuallyOfN2(Nodes nodes, String key) throws Exception {
        long mark = System.nanoTime();
        eventually(
                "n2 takes writes",
                () -> nodes.answer("n2", "write " + key + " " + mark).verb().equals(NodeError.OK));
        nodes.eventuallyAnswers("n1", "read " + key, "ok " + mark);
    }

    private static String keyOf(String node) {
        HashRing ring = new HashRing(HashRing.Joining.BY_HASH, Nodes.NAMES);
        int number = 0;
        while (!ring.ownerOf("r" + number).equals(node)) {
            number++;
        }
        return "r" + number;
    }

    @Test
    void whoComesSecondInARoundIsVotedDown() throws Exception {
        try (Nodes nodes = Nodes.of(Design.ANY_NODE_VOTE, run)) {
            nodes.cluster.kill("n2");
            nodes.cluster.kill("n3");
            // many at once, as a round is over soon
            ExecutorService proposers = Executors.newFixedThreadPool(PROPOSERS);
            try {
                eventually("two propose in one round", () -> {
                    List<Callable<Message>> writes = new ArrayList<>();
                    for (int value = 1; value <= PROPOSERS; value++) {
                        String write = "write a " + value;
                        writes.add(() -> nodes.answer("n1", write));
                    }
                    for (Future<Message> each : proposers.invokeAll(writes)) {
                        if (!each.get().verb().equals(NodeError.OK)) {
                            assertThatItIs(NodeError.VOTED_DOWN, each.get());
                            return true;
                        }
                    }
                    return false;
                });
            } finally {
                proposers.shutdownNow();
            }
        }
    }

    @Test
    void whatIsNotUnderstoodIsNotDoneAndADiskThatFailsProvesNothing() throws Exception {
        try (Nodes nodes = Nodes.of(Design.VERSIONED, run)) {
            assertThatItIs(NodeError.MALFORMED, nodes.answer("n1", "jump a 1"));
            assertThatItIs(NodeError.MALFORMED, nodes.answer("n1", "write a"));
            assertThatItIs(NodeError.MALFORMED, nodes.answer("n1", "write a much"));
            assertThat(nodes.answer("n1", "read a")).hasToString("ok");
            for (long pid : nodes.cluster.pids("n1")) {
                // its journal is longer than that already
                assertThat(new ProcessBuilder("prlimit", "--pid", Long.toString(pid), "--fsize=1")
                                .inheritIO()
                                .start()
                                .waitFor())
                        .isZero();
            }
            assertThatItIs(NodeError.FAILED, nodes.answer("n1", "write a 1"));
        }
    }

    @Test
    void whatWasNotSentIsAProofAndWhatWasNotAnsweredIsNone() throws Exception {
        Message write = Message.of("write", "a", "1");
        try (Nodes nodes = Nodes.of(Design.VERSIONED, run);
                NodeConnection before = nodes.direct("n1");
                NodeConnection hasty = new NodeConnection(
                        nodes.cluster.direct("n1", NodeProgram.CLIENT_PORT), Duration.ofMillis(300))) {
            assertThat(before.ask(write)).hasToString("ok");
            eventually(
                    "connected",
                    () -> hasty.answer(Message.of("read", "a")).verb().equals(NodeError.OK));
            nodes.cluster.pause("n1");
            assertThat(catchException(() -> hasty.ask(write)))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(DefiniteFailure.class);
            // not to be connected to, either, and so not told anything
            assertThatThrownBy(() -> hasty.ask(write)).isInstanceOf(DefiniteFailure.class);
            nodes.cluster.resume("n1");
            nodes.cluster.kill("n1");
            assertThat(catchException(() -> before.ask(write))).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> before.ask(write)).isInstanceOf(DefiniteFailure.class);
            nodes.cluster.start("n1");
            assertThat(before.ask(write)).hasToString("ok");
            before.close();
            assertThatThrownBy(() -> before.ask(write)).isInstanceOf(DefiniteFailure.class);
        }
    }
}
