package io.ordeal.toxiproxy;

/** Looks for bytes in a stream, a byte at a time (Knuth, Morris, Pratt, 1977). An empty pattern is never found. */
final class Search {
    private final String pattern;

    /** For each length of a beginning, the longest end of it that is a beginning, too. */
    private final int[] fallback;

    private int matched;

    Search(String pattern) {
        this.pattern = pattern;
        fallback = new int[pattern.length() + 1];
        for (int i = 1, length = 0; i < pattern.length(); i++) {
            while (length > 0 && pattern.charAt(i) != pattern.charAt(length)) {
                length = fallback[length];
            }
            if (pattern.charAt(i) == pattern.charAt(length)) {
                length++;
            }
            fallback[i + 1] = length;
        }
    }

    void read(byte next) {
        if (isOver()) {
            return;
        }
        char c = (char) (next & 0xff);
        while (matched > 0 && c != pattern.charAt(matched)) {
            matched = fallback[matched];
        }
        if (c == pattern.charAt(matched)) {
            matched++;
        }
    }

    /** Whether more bytes can change nothing. */
    boolean isOver() {
        return matched == pattern.length();
    }

    boolean isFound() {
        return isOver() && !pattern.isEmpty();
    }

    void restart() {
        matched = 0;
    }
}
