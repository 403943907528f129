package io.ordeal.checker.locks;

import io.ordeal.history.History;
import io.ordeal.history.OpType;
import io.ordeal.history.cuts.OperationCuts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What may be left out of leases: an acquire, which may renew an earlier one, stays with what ends it, and with what may
 * end it though it was asked for before; a release stays with an acquire that it may be of.
 */
final class LeaseCuts extends OperationCuts {
    /** A process and a lock. */
    private static final class Client {
        /** The acquires that nothing has ended. */
        final List<Integer> open = new ArrayList<>();

        /** What ends a hold, and of which it is not known when, or whether. */
        final List<Integer> ending = new ArrayList<>();

        int lastAcquire = -1;
        int lost = -1;
    }

    LeaseCuts(History history) {
        super(history, true);
        Map<List<Object>, Client> clients = new HashMap<>();
        for (int operation = 0; operation < operations(); operation++) {
            if (outcome(operation) != OpType.FAIL) {
                int invocation = invocation(operation);
                List<Object> who = Arrays.asList(history.process(invocation), history.value(invocation));
                operation(clients.computeIfAbsent(who, any -> new Client()), operation);
            }
        }
    }

    private void operation(Client client, int operation) {
        String f = history.f(invocation(operation));
        if (f.equals("acquire")) {
            client.open.add(operation);
            client.ending.forEach(earlier -> need(operation, earlier));
            client.lastAcquire = operation;
            return;
        }
        client.open.forEach(acquire -> need(acquire, operation));
        client.open.clear();
        if (outcome(operation) == OpType.INFO) {
            client.ending.add(operation);
        }
        if (f.equals("session-lost")) {
            client.lost = operation;
        } else if (client.lastAcquire >= 0) {
            need(operation, client.lastAcquire);
        } else if (client.lost >= 0) {
            need(operation, client.lost);
        }
    }
}
