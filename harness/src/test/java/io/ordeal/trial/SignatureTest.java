package io.ordeal.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.Anomaly;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignatureTest {
    private static Signature signature(String type, List<String> operations, List<String> edges, String... faults) {
        List<Op> witness = operations.stream()
                .map(f -> new Op(0, 0, 0, OpType.OK, f, null, null))
                .toList();
        return Signature.of(
                "list-append",
                new Anomaly(
                        type,
                        null,
                        "made up",
                        witness,
                        Map.of(
                                "edges",
                                edges.stream().map(edge -> Map.of("type", edge)).toList(),
                                "faults",
                                Arrays.asList(faults))));
    }

    private static final Signature RECORDED =
            signature("G2-item", List.of("txn", "read"), List.of("rw", "wr"), "kill:n1", "partition:primary");

    @Test
    void lessOfTheSameIsTheSame() {
        assertThat(RECORDED.operations()).containsExactly("read", "txn");
        assertThat(RECORDED.edges()).containsExactly("rw", "wr");
        assertThat(RECORDED.faults()).containsExactly("kill", "partition");
        assertThat(RECORDED.isShownBy(RECORDED)).isTrue();
        assertThat(RECORDED.isShownBy(signature("G2-item", List.of("txn"), List.of("rw"), "kill:n2")))
                .isTrue();
    }

    @Test
    void whatIsNewInItIsAnother() {
        assertThat(RECORDED.foreign(signature("G-single", List.of("txn"), List.of("rw"), "kill")))
                .contains("G-single");
        assertThat(RECORDED.foreign(signature("G2-item", List.of("cas"), List.of("rw"), "kill")))
                .contains("G2-item with operations cas");
        assertThat(RECORDED.foreign(signature("G2-item", List.of("txn"), List.of("ww"), "kill")))
                .contains("G2-item with edges ww");
        assertThat(RECORDED.foreign(signature("G2-item", List.of("txn"), List.of("rw"), "kill", "pause")))
                .contains("G2-item under pause");
    }

    /** A lock that nobody gives back runs out by itself: that is not what a paused holder shows. */
    @Test
    void whatNeedsNoFaultIsNotWhatAFaultBroughtAbout() {
        assertThat(RECORDED.foreign(signature("G2-item", List.of("txn"), List.of("rw"))))
                .contains("G2-item with no fault at work");
        Signature faultless = signature("G2-item", List.of("txn"), List.of("rw"));
        assertThat(faultless.isShownBy(faultless)).isTrue();
    }

    /** Messages that were held back arrive when the fault is over: it may as well be at work still, or not be there at all. */
    @Test
    void whatWasOverShortlyBeforeMayHaveHadAPart() {
        Signature soonAfter =
                signature("G2-item", List.of("txn"), List.of("rw")).soonAfter(List.of("latency"));
        assertThat(soonAfter.isShownBy(signature("G2-item", List.of("txn"), List.of("rw"), "latency:primary")))
                .isTrue();
        assertThat(soonAfter.isShownBy(signature("G2-item", List.of("txn"), List.of("rw"))))
                .isTrue();
        assertThat(soonAfter.foreign(signature("G2-item", List.of("txn"), List.of("rw"), "kill")))
                .contains("G2-item under kill");
    }

    /** As memories keep them, those of old that lack edges, too. */
    @Test
    void whatIsWrittenDownIsReadAgain() {
        assertThat(RECORDED.text()).isEqualTo("list-append G2-item [read txn] by [rw wr] under [kill partition]");
        Signature plain = signature("lost", List.of("add"), List.of());
        assertThat(plain.text()).isEqualTo("list-append lost [add]");
        for (Signature one : List.of(RECORDED, plain, signature("lost", List.of(), List.of(), "kill:n1"))) {
            assertThat(Signature.parse(one.text())).contains(one);
        }
        assertThat(Signature.parse("some sentence")).isEmpty();
    }

    @Test
    void anOldOneThatLacksEdgesIsAlikeAndOneWithoutFaultsIsNot() {
        Signature old = Signature.parse("list-append G2-item [read txn] under [kill partition]")
                .orElseThrow();
        assertThat(RECORDED.isAlike(old)).isTrue();
        assertThat(old.isAlike(RECORDED)).isTrue();
        assertThat(RECORDED.isAlike(Signature.parse("list-append G2-item [read txn] by [rw wr]")
                        .orElseThrow()))
                .isFalse();
        assertThat(RECORDED.isAlike(Signature.parse("list-append G2-item [read txn] by [rw ww] under [kill partition]")
                        .orElseThrow()))
                .isFalse();
    }
}
