package io.ordeal.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.history.Values.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ValuesTest {
    private final Values values = new Values();

    @Test
    void givesBackWhatItWasGiven() {
        Map<Object, @Nullable Object> map = new LinkedHashMap<>();
        map.put("n1", Set.of(1L, 2L));
        map.put(List.of(1L), null);
        List<@Nullable Object> all = new ArrayList<>(Arrays.asList(
                null,
                true,
                false,
                0L,
                -1L,
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                (1L << 59) - 1,
                1L << 59,
                -(1L << 59),
                -(1L << 59) - 1,
                new BigInteger("123456789012345678901234567890"),
                1.5,
                Double.NaN,
                -0.0,
                'x',
                new BigDecimal("1.50"),
                "",
                "text",
                Keyword.of("text"),
                new Symbol("text"),
                new Ratio(BigInteger.ONE, BigInteger.TWO),
                List.of(),
                Set.of(),
                Map.of(),
                map));
        for (Object value : all) {
            assertThat(values.toObject(values.of(value))).isEqualTo(value);
        }
        assertThat(values.toObject(values.of(all))).isEqualTo(all);
    }

    @Test
    void scalarsAreEqualIfAndOnlyIfTheirHandlesAre() {
        assertThat(values.of(7)).isEqualTo(values.of(7L)).isEqualTo(values.of(BigInteger.valueOf(7)));
        assertThat(values.of(Long.MAX_VALUE)).isEqualTo(values.ofLong(Long.MAX_VALUE));
        assertThat(values.of(1.5)).isEqualTo(values.of(1.5));
        assertThat(values.of(1L)).isNotEqualTo(values.of(1.0));
        assertThat(values.of("a")).isNotEqualTo(values.of(Keyword.of("a")));
        assertThat(Values.textNumber(values.of("a"))).isEqualTo(Values.textNumber(values.of(Keyword.of("a"))));
        assertThat(Values.textNumber(values.of(1))).isEqualTo(-1);
        assertThat(values.findText("a")).isEqualTo(Values.textNumber(values.of("a")));
        assertThat(values.findText("b")).isEqualTo(-1);
    }

    @Test
    void collectionsAreEqualByStructure() {
        long list = values.of(List.of(1L, List.of(2L), "x"));
        assertThat(values.equal(list, values.of(List.of(1L, List.of(2L), "x")))).isTrue();
        assertThat(values.equal(list, values.of(List.of(1L, List.of(3L), "x")))).isFalse();
        assertThat(values.equal(list, values.of(List.of(1L, List.of(2L))))).isFalse();
        assertThat(values.equal(
                        values.of(new LinkedHashSet<>(List.of(1L, 2L))),
                        values.of(new LinkedHashSet<>(List.of(2L, 1L)))))
                .isTrue();
        assertThat(values.equal(values.of(List.of(1L)), values.of(Set.of(1L)))).isFalse();
        assertThat(values.equal(values.of(1.5), values.of(2.5))).isFalse();
        assertThat(values.equal(values.of(Map.of("a", 1L)), values.of(Map.of("a", 1L))))
                .isTrue();
    }

    @Test
    void elementsAreReadWithoutObjects() {
        long map = values.of(Map.of("a", List.of(5L, 6L)));
        assertThat(values.kind(map)).isEqualTo(Kind.MAP);
        assertThat(values.size(map)).isEqualTo(1);
        assertThat(values.text(values.element(map, 0))).isEqualTo("a");
        long list = values.element(map, 1);
        assertThat(values.size(list)).isEqualTo(2);
        assertThat(Values.intValue(values.element(list, 1))).isEqualTo(6);
        assertThat(values.size(values.of("text"))).isZero();
        assertThatThrownBy(() -> values.text(list)).isInstanceOf(IllegalArgumentException.class);
        long[] none = {};
        assertThatThrownBy(() -> values.ofCollection(Kind.INT, none, 0, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void smallCollectionsThatComeAgainAreFoundAgain() {
        long[] handles = new long[200_000];
        for (int i = 0; i < handles.length; i++) {
            handles[i] = values.of(List.of(Keyword.of("append"), i / 2 % 70_000L, i / 2L));
            if (i % 3 == 0) {
                values.of(new LinkedHashSet<>(List.of(Keyword.of("append"), i / 2 % 70_000L, -1L)));
            }
        }
        int same = 0;
        for (int i = 0; i < handles.length; i += 2) {
            assertThat(values.toObject(handles[i]))
                    .isEqualTo(List.of(Keyword.of("append"), i / 2 % 70_000L, i / 2L))
                    .isEqualTo(values.toObject(handles[i + 1]));
            assertThat(values.equal(handles[i], handles[i + 1])).isTrue();
            same += handles[i] == handles[i + 1] ? 1 : 0;
        }
        assertThat(same).isGreaterThan(handles.length * 4 / 10);
        assertThat(values.of(List.of(1L, 2L))).isNotEqualTo(values.of(new LinkedHashSet<>(List.of(1L, 2L))));
        assertThat(values.of(List.of(List.of(), Set.of()))).isNotEqualTo(values.of(List.of(Set.of(), List.of())));
    }

    @Test
    void collectionsMayBeLongerThanASegmentOfTheTape() {
        List<Long> longList = new ArrayList<>();
        for (long i = 0; i < 400_000; i++) {
            longList.add(i);
        }
        long before = values.of(List.of(1L, 2L));
        long handle = values.of(longList);
        long after = values.of(List.of(3L));
        assertThat(values.toObject(handle)).isEqualTo(longList);
        assertThat(values.toObject(before)).isEqualTo(List.of(1L, 2L));
        assertThat(values.toObject(after)).isEqualTo(List.of(3L));
    }

    @Test
    void ratiosAreInLowestTerms() {
        assertThat(Ratio.of(BigInteger.valueOf(4), BigInteger.valueOf(-6)))
                .isEqualTo(new Ratio(BigInteger.valueOf(-2), BigInteger.valueOf(3)))
                .hasToString("-2/3");
        assertThat(Ratio.of(BigInteger.valueOf(4), BigInteger.valueOf(2))).isEqualTo(BigInteger.TWO);
        assertThatThrownBy(() -> new Ratio(BigInteger.TWO, BigInteger.valueOf(4)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Ratio(BigInteger.TWO, BigInteger.ONE))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
