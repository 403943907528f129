package io.ordeal.history.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.history.Keyword;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EdnTextTest {
    @Test
    void valuesAreEdn() {
        assertThat(EdnText.of(Arrays.asList(1L, null, "a", Keyword.of("b"), Map.of("k", 2L))))
                .isEqualTo("[1 nil \"a\" :b {\"k\" 2}]");
        assertThat(EdnText.name("a")).isEqualTo("a");
    }

    @Test
    void ofLongListsTheEndsAreShown() {
        assertThat(EdnText.brief(upTo(500)))
                .startsWith("[1 2 3 ")
                .endsWith(" 499 500] (500 elements)")
                .contains(" 12 … 489 ");
        assertThat(EdnText.brief("x".repeat(1000))).hasSizeLessThan(180).endsWith("(1000 characters)");
    }

    @Test
    void listsAreShownWhereTheyDiffer() {
        List<Long> other = new ArrayList<>(upTo(500));
        other.set(250, -1L);
        assertThat(EdnText.differing(upTo(500), other))
                .startsWith("[… 248 249 250 251 252 ")
                .contains("500 elements");
        assertThat(EdnText.differing(other, upTo(500))).startsWith("[… 248 249 250 -1 252 ");
    }

    private static List<Long> upTo(long end) {
        return LongStream.rangeClosed(1, end).boxed().toList();
    }
}
