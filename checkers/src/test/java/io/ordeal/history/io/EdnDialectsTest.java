package io.ordeal.history.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.history.History;
import io.ordeal.history.Keyword;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import io.ordeal.history.Ratio;
import io.ordeal.history.Symbol;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EdnDialectsTest {
    private static final List<Op> WRITE_AND_READ = List.of(
            new Op(0, Op.NO_TIME, 0, OpType.INVOKE, "write", 3L, null),
            new Op(1, Op.NO_TIME, 0, OpType.OK, "write", 3L, null),
            new Op(2, Op.NO_TIME, 1, OpType.INVOKE, "read", null, null),
            new Op(3, Op.NO_TIME, 1, OpType.OK, "read", 3L, null));

    @ParameterizedTest
    @ValueSource(
            strings = {
                // a map a line
                """
                {:index 0, :time -1, :process 0, :type :invoke, :f :write, :value 3}
                {:index 1, :time -1, :process 0, :type :ok, :f :write, :value 3}
                {:index 2, :time -1, :process 1, :type :invoke, :f :read, :value nil}
                {:index 3, :time -1, :process 1, :type :ok, :f :read, :value 3}
                """,
                // Jepsen's records
                """
                #jepsen.history.Op{:index 0, :process 0, :type :invoke, :f :write, :value 3}
                #jepsen.history.Op {:index 1, :process 0, :type :ok, :f :write, :value 3}
                #jepsen.history.Op{:index 2, :process 1, :type :invoke, :f :read, :value nil}
                #jepsen.history.Op{:index 3, :process 1, :type :ok, :f :read, :value 3}
                """,
                // Knossos' vectors, no newline at the end
                """
                ; a register
                [{:process 0, :type :invoke, :f :write, :value 3}
                 {:process 0, :type :ok, :f :write, :value 3} ; a comment
                 {:process 1, :type :invoke, :f :read, :value nil}
                 #_{:process 1, :type :info}
                 {:process 1, :type :ok, :f :read, :value 3}]""",
                // a list, keys in another order, pretty-printed
                """
                ({:type :invoke,
                  :f :write
                  :value 3
                  :process 0}
                {:type :ok :f :write :value 3 :process 0},{:type :invoke :f :read :value nil :process 1}
                {:type :ok, :f :read, :value 3, :process 1})
                """,
                // all on one line, as strings, with a byte order mark
                "\ufeff{\"type\" \"invoke\" \"process\" 0 \"f\" \"write\" \"value\" 3}{:type :ok :process 0 :f :write :value 3}"
                        + "{:process 1 :type :invoke :f \"read\"} {:process 1 :type \"ok\" :f :read :value 3}",
                // a tagged vector, nil for what is missing
                """
                #history.of/ops [
                {:index nil :time nil :process 0 :type :invoke :f :write :value 3 :error nil}
                {:index -1 :process 0 :type :ok :f :write :value 3}
                {:process 1 :type :invoke :f :read}
                {:process 1 :type :ok :f :read :value 3}]
                """
            })
    void everyLayoutIsTheSameHistory(String text) {
        assertThat(Texts.ops(text)).isEqualTo(WRITE_AND_READ);
        assertThat(Texts.ops(text.replace("\n", "\r\n"))).isEqualTo(WRITE_AND_READ);
        byte[] zipped = Texts.gzip(text.getBytes(StandardCharsets.UTF_8));
        assertThat(Texts.read(zipped, Origin.FOREIGN)).satisfies(read -> {
            assertThat(read.history().ops()).isEqualTo(WRITE_AND_READ);
            assertThat(read.warnings()).isEmpty();
        });
    }

    @Test
    void readsGzipOfSeveralMembers() {
        byte[] one = Texts.gzip("{:process 0 :type :invoke :f :r}\n".getBytes(StandardCharsets.UTF_8));
        byte[] two = Texts.gzip("{:process 0 :type :ok :f :r}\n".getBytes(StandardCharsets.UTF_8));
        byte[] both = Arrays.copyOf(one, one.length + two.length);
        System.arraycopy(two, 0, both, one.length, two.length);
        assertThat(Texts.read(both, Origin.FOREIGN).history().size()).isEqualTo(2);
    }

    @Test
    void eventsWithoutProcessAreOneProcessOfTheirOwn() {
        List<Op> alone = Texts.ops(
                "{:index 0 :type :invoke  :value [[:append 253 1]]}\n{:index 1 :type :ok :value [[:append 253 1]]}\n");
        assertThat(alone).extracting(Op::process).containsExactly(0, 0);
        assertThat(alone).extracting(Op::f).containsExactly("txn", "txn");

        List<Op> mixed = Texts.ops("{:type :invoke}{:type :invoke :process 0}{:process 41 :type :invoke}"
                + "{:type :info :process :nemesis :f :kill}{:type :ok}{:type :ok :process 0}");
        assertThat(mixed).extracting(Op::process).containsExactly(42, 0, 41, Op.NEMESIS, 42, 0);
    }

    @Test
    void timesMayFallAndIndexesMayHaveGaps() {
        List<Op> ops =
                Texts.ops("{:index 10 :time 500 :type :invoke :process 0}{:index 12 :time 400 :type :ok :process 0}"
                        + "{:time -1 :type :invoke :process 0}{:index 20 :time -7 :type :ok :process 0}");
        assertThat(ops).extracting(Op::index).containsExactly(10, 12, 13, 20);
        assertThat(ops).extracting(Op::timeNanos).containsExactly(500L, 400L, -1L, -7L);
    }

    @Test
    void keepsOtherKeysAndErrors() {
        History history = Texts.read("""
                        {:process 0 :type :invoke :f :get :key "7" :node "n1" :time 1.5}
                        {:process 0 :type :info :f :get :error [:timeout {:after 5}]}
                        """).history();
        assertThat(history.values().toObject(history.extraHandle(0)))
                .isEqualTo(Map.of(Keyword.of("key"), "7", Keyword.of("node"), "n1", Keyword.of("time"), 1.5));
        assertThat(history.timeNanos(0)).isEqualTo(Op.NO_TIME);
        assertThat(history.extraHandle(1)).isZero();
        assertThat(history.error(1)).isEqualTo(List.of(Keyword.of("timeout"), Map.of(Keyword.of("after"), 5L)));
    }

    @Test
    void readsTheNemesis() {
        List<Op> ops =
                Texts.ops("{:type :info, :process :nemesis, :f :start, :value [:isolated {\"n2\" #{\"n5\" \"n4\"}}], "
                        + ":time 3}\n{:type :info :process \"nemesis\" :f :start}\n");
        assertThat(ops)
                .containsExactly(
                        new Op(
                                0,
                                3,
                                Op.NEMESIS,
                                OpType.INFO,
                                "start",
                                List.of(Keyword.of("isolated"), Map.of("n2", Set.of("n5", "n4"))),
                                null),
                        new Op(1, Op.NO_TIME, Op.NEMESIS, OpType.INFO, "start", null, null));
    }

    private static @Nullable Object value(String edn) {
        return Texts.ops("{:type :invoke, :process 0, :value " + edn + "}")
                .get(0)
                .value();
    }

    @Test
    void readsIntegers() {
        assertThat(
                        value(
                                "[0 -0 +7 -12 999999999999999999 1000000000000000000 9223372036854775807 -9223372036854775808]"))
                .isEqualTo(List.of(
                        0L, 0L, 7L, -12L, 999999999999999999L, 1000000000000000000L, Long.MAX_VALUE, Long.MIN_VALUE));
        assertThat(value("[5N 9223372036854775808 -123456789012345678901234567890N 0x1F -0xff]"))
                .isEqualTo(List.of(
                        5L,
                        new BigInteger("9223372036854775808"),
                        new BigInteger("-123456789012345678901234567890"),
                        31L,
                        -255L));
    }

    @Test
    void readsOtherNumbers() {
        assertThat(value("[1.5 -0.25 1e3 1E-2 2. 1.50M 7M 1/2 -4/6 4/2 ##Inf ##-Inf ##NaN]"))
                .isEqualTo(List.of(
                        1.5,
                        -0.25,
                        1000.0,
                        0.01,
                        2.0,
                        new BigDecimal("1.50"),
                        new BigDecimal("7"),
                        new Ratio(BigInteger.ONE, BigInteger.TWO),
                        new Ratio(BigInteger.valueOf(-2), BigInteger.valueOf(3)),
                        2L,
                        Double.POSITIVE_INFINITY,
                        Double.NEGATIVE_INFINITY,
                        Double.NaN));
    }

    @Test
    void readsTexts() {
        assertThat(value("[\"\" \"a\\n\\t\\r\\b\\f\\\"\\\\\" \"\\u00e9é€😀\\101\" \"two\nlines\" :a :a/b :+ :é]"))
                .isEqualTo(List.of(
                        "",
                        "a\n\t\r\b\f\"\\",
                        "éé€😀A",
                        "two\nlines",
                        Keyword.of("a"),
                        Keyword.of("a/b"),
                        Keyword.of("+"),
                        Keyword.of("é")));
        assertThat(value("[\\a \\newline \\space \\tab \\u0041 \\o101 \\( \\\\ \\\" \\é \\,]"))
                .isEqualTo(List.of('a', '\n', ' ', '\t', 'A', 'A', '(', '\\', '"', 'é', ','));
        assertThat(value("[true false nil truely - + -a a.b/c <=]"))
                .isEqualTo(Arrays.asList(
                        true,
                        false,
                        null,
                        new Symbol("truely"),
                        new Symbol("-"),
                        new Symbol("+"),
                        new Symbol("-a"),
                        new Symbol("a.b/c"),
                        new Symbol("<=")));
    }

    @Test
    void readsCollections() {
        Map<Object, @Nullable Object> map = new HashMap<>();
        map.put(Keyword.of("a"), Map.of(1L, List.of(2L)));
        map.put("b", null);
        assertThat(value("[() (1 (2)) [] #{} #{1 :a} {} {:a {1 [2]}, \"b\" nil}]"))
                .isEqualTo(Arrays.asList(
                        List.of(),
                        List.of(1L, List.of(2L)),
                        List.of(),
                        Set.of(),
                        Set.of(1L, Keyword.of("a")),
                        Map.of(),
                        map));
        assertThat(value("[1[2]\"a\"{}:b(c)\\d]"))
                .isEqualTo(List.of(1L, List.of(2L), "a", Map.of(), Keyword.of("b"), List.of(new Symbol("c")), 'd'));
    }

    @Test
    void readsWhatClojurePrintsOfExceptions() {
        assertThat(value("#error {:via [{:type java.io.IOException, :at [jepsen.core$f invoke \"core.clj\" 7]}]}"))
                .isEqualTo(Map.of(
                        Keyword.of("via"),
                        List.of(Map.of(
                                Keyword.of("type"),
                                new Symbol("java.io.IOException"),
                                Keyword.of("at"),
                                List.of(new Symbol("jepsen.core$f"), new Symbol("invoke"), "core.clj", 7L)))));
        assertThat(value("#object[a.b.C 0x2a \"a.b.C@2a\"]")).isEqualTo(List.of(new Symbol("a.b.C"), 42L, "a.b.C@2a"));
        assertThat(value("[#'user/f 1]")).isEqualTo(List.of(new Symbol("#'user/f"), 1L));
    }

    @Test
    void dropsTagsCommentsAndWhatIsDiscarded() {
        assertThat(value("#inst \"2020-01-01\"")).isEqualTo("2020-01-01");
        assertThat(value("#a #b [1]")).isEqualTo(List.of(1L));
        assertThat(value("[1 #_2 3 #_ #_ 4 5 6 ; 7\n #_[8 9]]")).isEqualTo(List.of(1L, 3L, 6L));
        assertThat(value("#:a{:b 1, :c/d 2, :_/e 3, \"f\" 4}"))
                .isEqualTo(Map.of(Keyword.of("a/b"), 1L, Keyword.of("c/d"), 2L, Keyword.of("e"), 3L, "f", 4L));
    }

    /** As {@code java.util.UUID} compares them. */
    @Test
    void uuidsAreEqualWhateverTheCaseOfTheirDigits() {
        assertThat(value("#uuid \"F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6\""))
                .isEqualTo(value("#uuid \"f81d4fae-7dec-11d0-a765-00a0c91e6bf6\""))
                .isEqualTo("f81d4fae-7dec-11d0-a765-00a0c91e6bf6");
        assertThat(value("[#uuid \"AB\" \"AB\" #other \"AB\"]")).isEqualTo(List.of("ab", "AB", "AB"));
    }

    @Test
    void readsValuesOfAnyLength() {
        StringBuilder text =
                new StringBuilder("[\"").append("é".repeat(600_000)).append("\" ");
        for (int i = 0; i < 100_000; i++) {
            text.append(i).append(' ');
        }
        List<Object> expected = new ArrayList<>(List.of("é".repeat(600_000)));
        for (long i = 0; i < 100_000; i++) {
            expected.add(i);
        }
        assertThat(value(text.append("]").toString())).isEqualTo(expected);
    }

    @Test
    void anEmptyVectorIsAnEmptyHistory() {
        assertThat(Texts.ops("[]")).isEmpty();
    }
}
