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
 * What may be left out of locks: an acquire goes with the release that answers it, the innermost first; one that the loss
 * of a session ended stays only with that; a release after it, which counts for nothing, likewise. What a process does
 * with a lock after an operation on it of unknown outcome may say something of that: all of it goes, or nothing. A hold
 * less leaves the others as they were: nobody else's waited for it.
 */
final class LockCuts extends OperationCuts {
    private static final int NONE = -1;

    /** A process and a lock, since it certainly held nothing. */
    private static final class Client {
        /** The acquires that nothing has ended, the oldest first. */
        final List<Integer> open = new ArrayList<>();

        final List<Integer> all = new ArrayList<>();

        /** Of all from an operation of unknown outcome on. */
        int group = NONE;

        /** What ended its session, if nothing was acquired since. */
        int lost = NONE;
    }

    LockCuts(History history) {
        super(history, true);
        Map<List<Object>, Client> clients = new HashMap<>();
        for (int operation = 0; operation < operations(); operation++) {
            if (outcome(operation) == OpType.FAIL) {
                continue;
            }
            int invocation = invocation(operation);
            List<Object> who = Arrays.asList(history.process(invocation), history.value(invocation));
            operation(clients.computeIfAbsent(who, any -> new Client()), operation);
        }
    }

    private void operation(Client client, int operation) {
        client.all.add(operation);
        if (client.group == NONE && outcome(operation) != OpType.OK) {
            client.all.forEach(each -> client.group = joined(client.group, each));
        } else if (client.group != NONE) {
            joined(client.group, operation);
        } else {
            switch (history.f(invocation(operation))) {
                case LockKind.ACQUIRE, LockKind.ACQUIRE_SHARED -> {
                    client.open.add(operation);
                    client.lost = NONE;
                }
                case "release" -> release(client, operation);
                default -> {
                    client.open.forEach(acquire -> need(acquire, operation));
                    client.open.clear();
                    client.lost = operation;
                }
            }
            if (client.open.isEmpty() && client.lost == NONE) {
                client.all.clear();
            }
        }
    }

    private void release(Client client, int operation) {
        if (!client.open.isEmpty()) {
            int acquire = client.open.remove(client.open.size() - 1);
            need(acquire, operation);
            need(operation, acquire);
        } else if (client.lost != NONE) {
            need(operation, client.lost);
        }
    }
}
