package io.ordeal.targets.redis;

import io.ordeal.client.ClientContext;

/** Names for the holders of leases: another one for each grant, and of this process only. */
final class OwnerNames {
    private final String prefix;
    private long count;

    OwnerNames(ClientContext context) {
        prefix = "p" + context.process() + "-" + Long.toHexString(context.seed()) + "-";
    }

    String next() {
        return prefix + count++;
    }
}
