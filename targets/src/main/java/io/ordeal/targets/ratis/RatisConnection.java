package io.ordeal.targets.ratis;

import io.ordeal.client.ClientContext;
import io.ordeal.client.DefiniteFailure;
import java.io.IOException;
import java.net.http.HttpClient;

/** A process' way to the server that is its own, over its own link. */
final class RatisConnection {
    private final RatisHttp server;
    private boolean opened;

    RatisConnection(HttpClient http, ClientContext context) {
        server = new RatisHttp(
                http,
                context.endpoint(context.homeNode(), RatisServer.CLIENT_PORT),
                context.operationTimeout().multipliedBy(2).dividedBy(5));
    }

    /**
     * Has something agreed on.
     *
     * @return what came of it
     * @throws DefiniteFailure nothing was or will be changed
     * @throws Exception nobody knows
     */
    String change(String command) throws Exception {
        open();
        try {
            return server.change(command);
        } catch (IOException | RatisException failed) {
            throw RatisError.exception(failed);
        }
    }

    /** @throws DefiniteFailure it could not be read */
    String read(ReadMode mode, String query) throws DefiniteFailure, InterruptedException {
        try {
            open();
            return server.read(mode, query);
        } catch (IOException | RatisException failed) {
            // a read that failed has changed nothing, however it failed
            throw new DefiniteFailure("nothing was read: " + failed, failed);
        }
    }

    /** Sends nothing to be done to a server that has not yet answered this process. */
    private void open() throws DefiniteFailure, InterruptedException {
        if (!opened) {
            try {
                RatisHttp.Status unused = server.status();
                opened = true;
            } catch (IOException | RatisException silent) {
                throw new DefiniteFailure("the server does not answer, nothing was sent: " + silent, silent);
            }
        }
    }
}
