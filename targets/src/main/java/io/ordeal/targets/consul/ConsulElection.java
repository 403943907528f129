package io.ordeal.targets.consul;

import io.ordeal.workload.leader.Leadership;
import io.ordeal.workload.leader.TermedLeaderElectionClient;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Consul's election: whoever's {@linkplain ConsulSession session} has the key leads, and renews the session whenever it asks. Its
 * term is the number of the change that made the key the session's.
 */
final class ConsulElection implements TermedLeaderElectionClient {
    private final ConsulSession session;
    private @Nullable Leadership office;

    ConsulElection(ConsulConnection consul) {
        this.session = new ConsulSession(consul);
    }

    @Override
    public Optional<Leadership> campaign(String election) throws Exception {
        office = null;
        Optional<Leadership> won = session.lock(election).map(Leadership::inTerm);
        office = won.orElse(null);
        return won;
    }

    @Override
    public Optional<Leadership> leads(String election) throws Exception {
        if (office != null && !session.isKept()) {
            office = null;
        }
        return Optional.ofNullable(office);
    }

    @Override
    public void resign(String election) throws Exception {
        office = null;
        session.release(election);
    }
}
