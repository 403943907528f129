package io.ordeal.targets.etcd;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordeal.workload.leader.Leadership;
import io.ordeal.workload.leader.TermedLeaderElectionClient;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The election of etcd's API: whoever is first in the line leads, and keeps its {@linkplain EtcdPlace place} by renewing its
 * lease whenever it asks. Its term is the revision at which its key came into the line, which is in the order of these.
 */
final class EtcdElection implements TermedLeaderElectionClient {
    private final EtcdConnection etcd;
    private final EtcdPlace place;
    private @Nullable Leadership office;

    EtcdElection(EtcdConnection etcd) {
        this.etcd = etcd;
        this.place = new EtcdPlace(etcd);
    }

    @Override
    public Optional<Leadership> campaign(String election) throws Exception {
        office = null;
        Optional<Leadership> won = place.take((lease, limit) -> {
            JsonNode leader = etcd.change(
                            EtcdCall.CAMPAIGN,
                            EtcdJson.object()
                                    .put("name", EtcdJson.encode(election))
                                    .put("lease", lease)
                                    .put("value", EtcdJson.encode("elected")),
                            limit)
                    .path("leader");
            JsonNode revision = leader.path("rev");
            return revision.isMissingNode() ? Optional.empty() : Optional.of(Leadership.inTerm(revision.asLong()));
        });
        office = won.orElse(null);
        return won;
    }

    @Override
    public Optional<Leadership> leads(String election) throws Exception {
        if (office != null && !place.isKept()) {
            office = null;
        }
        return Optional.ofNullable(office);
    }

    @Override
    public void resign(String election) throws Exception {
        office = null;
        place.giveUp();
    }
}
