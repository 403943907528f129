package io.ordeal.client.process;

import java.io.IOException;

/** The other side did not keep to the wire's contract; the message says how, in its own words. */
final class WireException extends IOException {
    private static final int MOST_WORDS = 60;

    /**
     * What was found.
     *
     * @param found to follow "it said"
     * @param words the line, or what there is of it; told without its control characters, and not to its end if it is long
     */
    WireException(String found, String words) {
        super(found + ": " + told(words));
    }

    /** @param reason whoever read it has to say of it */
    WireException(String found, String words, String reason) {
        super(found + ": " + told(words) + " (" + reason + ")");
    }

    private static String told(String words) {
        StringBuilder told = new StringBuilder();
        int end = words.offsetByCodePoints(
                0, Math.min(MOST_WORDS, words.codePointCount(0, Math.min(words.length(), 4 * MOST_WORDS))));
        words.substring(0, end)
                .codePoints()
                .forEach(c ->
                        told.append(Character.isISOControl(c) ? String.format("\\u%04x", c) : Character.toString(c)));
        return end < words.length() ? told.append('…').toString() : told.toString();
    }
}
