package io.ordeal.targets.etcd;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordeal.client.ClientContext;
import io.ordeal.client.DefiniteFailure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.time.Duration;

/** A process' way to the member that is its own, over its own link. */
final class EtcdConnection {
    private final ClientContext context;
    private EtcdGateway gateway;
    private boolean opened;

    EtcdConnection(HttpClient http, ClientContext context) {
        this.context = context;
        gateway = new EtcdGateway(http, home(), context.operationTimeout().dividedBy(5));
    }

    /** Another where members have come or gone. */
    private InetSocketAddress home() {
        return context.endpoint(context.homeNode(), EtcdServer.CLIENT_PORT);
    }

    /** A fifth of an operation's time: how long a call may take. */
    Duration patience() {
        return gateway.limit();
    }

    /**
     * Asks for something that may change what etcd has.
     *
     * @throws DefiniteFailure nothing was or will be changed
     * @throws Exception nobody knows
     */
    JsonNode change(EtcdCall call, JsonNode request) throws Exception {
        return change(call, request, gateway.limit());
    }

    /** Likewise, within another limit. */
    JsonNode change(EtcdCall call, JsonNode request, Duration limit) throws Exception {
        open();
        try {
            return gateway.within(limit).callWithLeader(call, request);
        } catch (IOException | EtcdException failed) {
            throw EtcdError.exception(failed);
        }
    }

    /**
     * Reads a key as all members together have it.
     *
     * @return what {@code RANGE} answers
     * @throws DefiniteFailure it could not be read
     */
    JsonNode read(String key) throws DefiniteFailure, InterruptedException {
        try {
            open();
            return gateway.callWithLeader(EtcdCall.RANGE, EtcdJson.key(key));
        } catch (IOException | EtcdException failed) {
            throw unread(failed);
        }
    }

    /** Likewise, as the process' own member has it. */
    JsonNode readThere(String key) throws DefiniteFailure, InterruptedException {
        try {
            open();
            return gateway.call(EtcdCall.RANGE, EtcdJson.key(key).put("serializable", true));
        } catch (IOException | EtcdException failed) {
            throw unread(failed);
        }
    }

    /** A read that failed has changed nothing, however it failed. */
    private static DefiniteFailure unread(Exception failed) {
        return new DefiniteFailure("nothing was read: " + failed, failed);
    }

    /** Sends nothing to be done to a member that has not yet answered this process. */
    private void open() throws DefiniteFailure, InterruptedException {
        InetSocketAddress home = home();
        if (!home.equals(gateway.member())) {
            gateway = new EtcdGateway(gateway.http(), home, gateway.limit());
            opened = false;
        }
        if (!opened) {
            try {
                gateway.call(EtcdCall.STATUS, EtcdJson.object());
                opened = true;
            } catch (IOException | EtcdException silent) {
                throw new DefiniteFailure("the member does not answer, nothing was sent: " + silent, silent);
            }
        }
    }
}
