package io.ordeal.cluster.compose;

import java.util.ArrayList;
import java.util.List;

/** A command that is written as one text, taken apart as a shell would, but for what a shell does beside that. */
final class ShellWords {
    private ShellWords() {}

    /** @throws IllegalArgumentException a quote does not end */
    static List<String> split(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean begun = false;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean escapes = c == '\\' && quote != '\'' && i + 1 < text.length();
            if (escapes) {
                char next = text.charAt(++i);
                word.append(quote == '"' && next != '"' && next != '\\' ? "\\" + next : next);
                begun = true;
            } else if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
                begun = true;
            } else if (Character.isWhitespace(c)) {
                if (begun) {
                    words.add(word.toString());
                    word.setLength(0);
                }
                begun = false;
            } else {
                word.append(c);
                begun = true;
            }
        }
        if (quote != 0) {
            throw new IllegalArgumentException("a quote " + quote + " does not end in: " + text);
        }
        if (begun) {
            words.add(word.toString());
        }
        return words;
    }
}
