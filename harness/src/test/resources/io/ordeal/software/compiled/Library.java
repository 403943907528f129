package io.ordeal.software.compiled;

/** What a server needs. */
final class Library {
    static final String ANSWER = "ok";

    private Library() {}
}
