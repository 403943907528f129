package io.ordeal.targets.nats;

import java.nio.charset.StandardCharsets;

/**
 * What came under a subject.
 *
 * @param headers as they came, with their first line; empty if there were none
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
record NatsMessage(String subject, String headers, byte[] content) {
    private static final String FIRST_LINE = "NATS/1.0";

    /** The status of an answer without content; 0 if it has none. */
    int status() {
        String first = headers.lines().findFirst().orElse("");
        if (!first.startsWith(FIRST_LINE + " ")) {
            return 0;
        }
        String[] words = first.substring(FIRST_LINE.length() + 1).split(" ", 2);
        return Integer.parseInt(words[0]);
    }

    String text() {
        return new String(content, StandardCharsets.UTF_8);
    }
}
