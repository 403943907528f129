package io.ordeal.targets.consul;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordeal.client.ClientContext;
import io.ordeal.client.DefiniteFailure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;

/** A process' way to the server that is its own, over its own link. */
final class ConsulConnection {
    private final ClientContext context;
    private ConsulHttp server;
    private boolean opened;

    ConsulConnection(HttpClient http, ClientContext context) {
        this.context = context;
        server = new ConsulHttp(http, home(), context.operationTimeout().dividedBy(5));
    }

    /** Another where servers have come or gone. */
    private InetSocketAddress home() {
        return context.endpoint(context.homeNode(), ConsulServer.CLIENT_PORT);
    }

    /** A fifth of an operation's time: how long a call may take. */
    Duration patience() {
        return server.limit();
    }

    /**
     * Asks for something that may change what Consul has.
     *
     * @param path with what it is to be changed by
     * @throws DefiniteFailure nothing was or will be changed
     * @throws Exception nobody knows
     */
    JsonNode change(String path, String body) throws Exception {
        open();
        try {
            return server.put(path, body);
        } catch (IOException | ConsulException failed) {
            throw ConsulError.exception(failed);
        }
    }

    /**
     * Reads a key.
     *
     * @throws DefiniteFailure it could not be read
     */
    Optional<ConsulHttp.Entry> read(String key, ReadMode mode) throws DefiniteFailure, InterruptedException {
        try {
            open();
            return server.read(key, mode);
        } catch (IOException | ConsulException failed) {
            // a read that failed has changed nothing, however it failed
            throw new DefiniteFailure("nothing was read: " + failed, failed);
        }
    }

    /** Sends nothing to be done to a server that has not yet answered this process. */
    private void open() throws DefiniteFailure, InterruptedException {
        InetSocketAddress home = home();
        if (!home.equals(server.server())) {
            server = new ConsulHttp(server.http(), home, server.limit());
            opened = false;
        }
        if (!opened) {
            try {
                server.leader();
                opened = true;
            } catch (IOException | ConsulException silent) {
                throw new DefiniteFailure("the server does not answer, nothing was sent: " + silent, silent);
            }
        }
    }
}
