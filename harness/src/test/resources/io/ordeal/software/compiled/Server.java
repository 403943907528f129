package io.ordeal.software.compiled;

/** A server that needs a library. */
final class Server {
    private Server() {}

    static String answer() {
        return Library.ANSWER.concat("!");
    }
}
