package io.ordeal.history.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.history.History;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonDialectsTest {
    private static final List<Op> TRANSACTION = List.of(
            new Op(
                    0,
                    Op.NO_TIME,
                    3,
                    OpType.INVOKE,
                    "txn",
                    List.of(List.of("append", 9L, 1L), Arrays.asList("r", 9L, null)),
                    null),
            new Op(1, 7, 3, OpType.OK, "txn", List.of(List.of("append", 9L, 1L), List.of("r", 9L, List.of(1L))), null),
            new Op(2, Op.NO_TIME, Op.NEMESIS, OpType.INFO, "heal", "all", null));

    @ParameterizedTest
    @ValueSource(
            strings = {
                """
                {"type":"invoke","process":3,"f":"txn","value":[["append",9,1],["r",9,null]]}
                {"value":[["append",9,1],["r",9,[1]]],"f":"txn","time":7,"process":3,"type":"ok","index":1}
                {"type":"info","process":"nemesis","f":"heal","value":"all"}
                """,
                """
                [
                  { "type" : "invoke", "process": 3, "value": [["append", 9, 1], ["r", 9, null]] },
                  { "type" : "ok", "process": 3, "time":7, "value": [["append", 9, 1], ["r", 9, [1]]] },
                  {"type":"info","process":"nemesis","f":"heal","value":"all","time":-1,"index":null}
                ]""",
                "\ufeff {\"index\":0,\"type\":\"invoke\",\"process\":3,\"value\":[[\"append\",9,1],[\"r\",9,null]]}"
                        + "{\"type\":\"ok\",\"process\":3,\"time\":7,\"value\":[[\"append\",9,1],[\"r\",9,[1]]]}\r\n"
                        + "{\"type\":\"info\",\"process\":\"nemesis\",\"f\":\"heal\",\"value\":\"all\"}"
            })
    void everyLayoutIsTheSameHistory(String text) {
        assertThat(Texts.ops(text)).isEqualTo(TRANSACTION);
        byte[] zipped = Texts.gzip(text.getBytes(StandardCharsets.UTF_8));
        assertThat(Texts.read(zipped, Origin.FOREIGN).history().ops()).isEqualTo(TRANSACTION);
    }

    @Test
    void readsAllKindsOfValues() {
        Object value = Texts.ops(
                        "{\"type\":\"invoke\",\"value\":[1,-2,1.5,1e3,true,false,null,\"é\\u0041\\n\",{\"a\":[{}]},"
                                + "9223372036854775808,9223372036854775807,NaN,[]]}")
                .get(0)
                .value();
        assertThat(value)
                .isEqualTo(Arrays.asList(
                        1L,
                        -2L,
                        1.5,
                        1000.0,
                        true,
                        false,
                        null,
                        "éA\n",
                        Map.of("a", List.of(Map.of())),
                        new BigInteger("9223372036854775808"),
                        Long.MAX_VALUE,
                        Double.NaN,
                        List.of()));
    }

    @Test
    void keepsOtherKeysAsStrings() {
        History history = Texts.read("{\"type\":\"invoke\",\"process\":0,\"key\":\"x\",\"error\":[\"e\"]}")
                .history();
        assertThat(history.values().toObject(history.extraHandle(0))).isEqualTo(Map.of("key", "x"));
        assertThat(history.error(0)).isEqualTo(List.of("e"));
    }

    @Test
    void ednWithStringKeysIsNoJson() {
        assertThat(Texts.ops("{\"type\" :invoke \"process\" 5}"))
                .containsExactly(new Op(0, Op.NO_TIME, 5, OpType.INVOKE, "txn", null, null));
    }
}
