package io.ordeal.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Held against a {@link HashMap}. */
class ScalarNumbersTest {
    /** What histories count with. */
    private enum Sort {
        RISING,
        SMALL,
        SPARSE,
        /** All in one place of a hash table that takes the lowest bits. */
        MULTIPLES,
        /** First too large for the table, which later holds them. */
        FALLING,
        MIXED
    }

    @ParameterizedTest
    @EnumSource
    void numbersAsAMapDoes(Sort sort) {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            Values values = new Values();
            Supplier<Object> next = values(sort, random);
            ScalarNumbers numbers = new ScalarNumbers();
            Map<Long, Integer> expected = new HashMap<>();
            List<Long> inOrder = new ArrayList<>();
            for (int i = 0; i < 3000; i++) {
                long handle = values.of(next.get());
                assertThat(numbers.find(handle)).isEqualTo(expected.getOrDefault(handle, -1));
                if (random.nextInt(4) > 0) {
                    if (expected.putIfAbsent(handle, inOrder.size()) == null) {
                        inOrder.add(handle);
                    }
                    assertThat(numbers.of(handle)).isEqualTo(expected.get(handle));
                }
                assertThat(numbers.size()).isEqualTo(inOrder.size());
            }
            expected.forEach(
                    (handle, number) -> assertThat(numbers.find(handle)).isEqualTo(number));
            assertThat(numbers.handles())
                    .containsExactly(inOrder.stream().mapToLong(Long::longValue).toArray());
        }
    }

    private static Supplier<Object> values(Sort sort, Random random) {
        long[] counter = {0};
        return switch (sort) {
            case RISING -> () -> counter[0]++;
            case SMALL -> () -> (long) random.nextInt(500) - 100;
            case SPARSE -> () -> random.nextLong();
            case MULTIPLES -> () -> (long) random.nextInt(3000) << 24;
            case FALLING -> () -> 20_000 - 7 * counter[0]++;
            case MIXED ->
                () -> switch (random.nextInt(5)) {
                    case 0 -> "text" + random.nextInt(300);
                    case 1 -> Keyword.of("keyword" + random.nextInt(300));
                    case 2 -> random.nextInt(300) / 2.0;
                    case 3 -> random.nextBoolean();
                    default -> (long) random.nextInt(5000);
                };
        };
    }
}
