package io.ordeal.campaign.plan;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which cells are meant: a name, or a part of one from its beginning up to a slash or an @, with a star for any letters:
 * {@code redis-token}, {@code redis-token/lock}, {@code postgres-*}.
 */
public record CellPattern(String text) {
    /** Whether a cell of this name is meant. O(name). */
    public boolean matches(String name) {
        String form =
                Arrays.stream(text.trim().split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.matches(form + "([/@].*)?", name);
    }
}
