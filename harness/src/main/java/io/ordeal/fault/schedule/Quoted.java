package io.ordeal.fault.schedule;

import java.util.ArrayList;
import java.util.List;

/** Text in which what stands in quotes, single or double, is taken as it is. */
final class Quoted {
    private static final String SPECIAL = "+/:,@ '\"";

    private Quoted() {}

    /**
     * The parts between separators outside of quotes, at least one.
     *
     * @throws IllegalArgumentException a quote is never closed
     */
    static List<String> split(String text, String separator) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        char open = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (open != 0) {
                open = c == open ? 0 : open;
            } else if (c == '"' || c == '\'') {
                open = c;
            } else if (text.startsWith(separator, i)) {
                parts.add(text.substring(from, i));
                from = i + separator.length();
                i = from - 1;
            }
        }
        if (open != 0) {
            throw new IllegalArgumentException("the quote " + open + " is not closed in: " + text);
        }
        parts.add(text.substring(from));
        return parts;
    }

    /** What stands between the quotes, if it begins and ends with some. */
    static String unquote(String text) {
        boolean quoted = text.length() > 1
                && (text.charAt(0) == '"' || text.charAt(0) == '\'')
                && text.charAt(text.length() - 1) == text.charAt(0);
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    /** In quotes if it holds what would be taken for something else. */
    static String quote(String text) {
        boolean plain = !text.isEmpty() && !text.contains("..") && text.chars().noneMatch(c -> SPECIAL.indexOf(c) >= 0);
        return plain ? text : text.contains("\"") ? "'" + text + "'" : '"' + text + '"';
    }
}
