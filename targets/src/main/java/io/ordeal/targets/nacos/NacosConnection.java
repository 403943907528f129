package io.ordeal.targets.nacos;

import io.ordeal.client.ClientContext;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.cluster.Port;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.Optional;

/** A process' way to the server that is its own, over its own link. */
final class NacosConnection {
    static final Port PORT = new Port("client", 8848, Port.Users.CLIENTS);

    /** What nobody publishes: whether a server answers is found out by reading it. */
    private static final String NOTHING = "nothing";

    private final Optional<NacosUser> user;
    private NacosHttp server;
    private boolean opened;

    NacosConnection(HttpClient http, ClientContext context, Optional<NacosUser> user) {
        this.user = user;
        server = new NacosHttp(
                http,
                context.endpoint(context.homeNode(), PORT.name()),
                context.operationTimeout().dividedBy(5),
                Optional.empty());
    }

    /** Something that may change what Nacos has. */
    interface Change {
        void of(NacosHttp nacos) throws IOException, InterruptedException, NacosException;
    }

    /**
     * Asks for a change.
     *
     * @throws DefiniteFailure nothing was or will be changed
     * @throws Exception nobody knows
     */
    void change(Change change) throws Exception {
        NacosHttp nacos = open();
        try {
            change.of(nacos);
        } catch (IOException | NacosException failed) {
            forgetLogin(failed);
            throw NacosError.exception(failed);
        }
    }

    /**
     * Reads a content; empty if there is none.
     *
     * @throws DefiniteFailure it could not be read
     */
    Optional<String> read(String dataId, ReadFrom from) throws DefiniteFailure, InterruptedException {
        NacosHttp nacos = open();
        try {
            return nacos.read(dataId, from);
        } catch (IOException | NacosException failed) {
            forgetLogin(failed);
            // a read that failed has changed nothing, however it failed
            throw new DefiniteFailure("nothing was read: " + failed, failed);
        }
    }

    /** Sends nothing to be done to a server that has not yet answered this process, as Nacos 3 does. */
    private NacosHttp open() throws DefiniteFailure, InterruptedException {
        if (!opened) {
            try {
                if (user.isPresent()) {
                    server = server.loggedIn(user.get());
                }
                server.read(NOTHING, ReadFrom.DATABASE);
                opened = true;
            } catch (IOException silent) {
                throw new DefiniteFailure("the server does not answer, nothing was sent: " + silent, silent);
            } catch (NacosException other) {
                throw new DefiniteFailure(
                        "the server does not answer as Nacos 3 that lets this user in, nothing was sent: " + other,
                        other);
            }
        }
        return server;
    }

    /** Tokens run out: who is denied logs in anew before whatever is next. */
    private void forgetLogin(Exception failed) {
        if (NacosError.of(failed) == NacosError.ACCESS_DENIED) {
            opened = false;
        }
    }
}
