package io.ordeal.serve;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What is answered.
 *
 * @param status of HTTP
 * @param headers beside those that all answers have
 * @param length in bytes; −1 if it is not known before
 * @param body writes as many
 */
record Answer(int status, Map<String, String> headers, long length, Body body) {
    /** All that a page of ours needs, and no more: a value that became markup could neither run nor ask. */
    private static final String OWN_PAGE = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    Answer {
        headers = Map.copyOf(headers);
    }

    /** What writes an answer; an exception breaks it off, so that whoever asked sees that it is not whole. */
    interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    static Answer page(String html) {
        return page(200, html);
    }

    static Answer page(int status, String html) {
        return of(
                status, html, Map.of("Content-Type", "text/html; charset=utf-8", "Content-Security-Policy", OWN_PAGE));
    }

    /** Of the program itself: a style, a script. */
    static Answer resource(String type, String text) {
        return of(200, text, Map.of("Content-Type", type + "; charset=utf-8"));
    }

    static Answer redirect(String address) {
        return of(302, "", Map.of("Location", address));
    }

    private static Answer of(int status, String text, Map<String, String> headers) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Answer(status, headers, bytes.length, out -> out.write(bytes));
    }
}
