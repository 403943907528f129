package io.ordeal.targets.redis;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.workload.leader.LeaderElectionClient;
import io.ordeal.workload.leader.Leadership;
import java.util.Optional;

/**
 * A textbook's election: whoever sets the key leads, and sets its time anew whenever it finds that the key is still its own. It
 * knows of no terms.
 */
final class ExpiringOffice implements LeaderElectionClient {
    private final RedisConnection redis;
    private final Waiting waiting;
    private final OwnerNames names;
    private String owner = "";

    ExpiringOffice(RedisConnection redis, Waiting waiting, OwnerNames names) {
        this.redis = redis;
        this.waiting = waiting;
        this.names = names;
    }

    @Override
    public Optional<Leadership> campaign(String election) throws Exception {
        owner = names.next();
        boolean elected = waiting.until(() -> redis.call(jedis -> Lease.take(jedis, election, owner)));
        return elected ? Optional.of(Leadership.plain()) : Optional.empty();
    }

    @Override
    public Optional<Leadership> leads(String election) throws Exception {
        boolean mine = redis.call(jedis -> {
            if (!owner.equals(jedis.get(election))) {
                return false;
            }
            jedis.pexpire(election, Lease.TTL.toMillis());
            return true;
        });
        return mine ? Optional.of(Leadership.plain()) : Optional.empty();
    }

    @Override
    public void resign(String election) throws Exception {
        if (!redis.call(jedis -> Lease.giveBack(jedis, election, owner))) {
            throw new DefiniteFailure("it does not lead");
        }
    }

    @Override
    public void close() {
        redis.close();
    }
}
