package io.ordeal.workload.leader;

import io.ordeal.client.Client;
import io.ordeal.client.ClientContext;
import io.ordeal.client.Completion;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.client.Invocation;
import java.util.List;
import java.util.Optional;

/** {@code campaign}, {@code leads} and {@code resign}; a value is the election, {@code [election term]} or {@code [election answer]}. */
final class LeaderOperations implements Client {
    static final String CAMPAIGN = "campaign";
    static final String LEADS = "leads";
    static final String RESIGN = "resign";

    private final LeaderElectionClient elections;
    private final ClientContext context;

    LeaderOperations(LeaderElectionClient elections, ClientContext context) {
        this.elections = elections;
        this.context = context;
    }

    @Override
    public Completion invoke(Invocation invocation) throws Exception {
        if (!(invocation.value() instanceof String election)) {
            throw new IllegalArgumentException(
                    "expected the election's name as :" + invocation.f() + "'s value, found " + invocation.value());
        }
        return switch (invocation.f()) {
            case CAMPAIGN -> campaign(election);
            case LEADS -> leads(election);
            case RESIGN -> {
                elections.resign(election);
                yield Completion.ok(election);
            }
            default ->
                throw new DefiniteFailure("in an election one campaigns, leads and resigns, not: " + invocation.f());
        };
    }

    private Completion campaign(String election) throws Exception {
        Optional<Leadership> office = elections.campaign(election);
        if (office.isEmpty()) {
            return Completion.fail(election, "not elected");
        }
        // With the answer in hand: what a process does next it does as the leader.
        context.pausePoint();
        return Completion.ok(
                office.get().term().isPresent()
                        ? List.of(election, office.get().term().getAsLong())
                        : election);
    }

    private Completion leads(String election) throws Exception {
        Optional<Leadership> office = elections.leads(election);
        if (office.isEmpty()) {
            return Completion.ok(List.of(election, false));
        }
        context.pausePoint();
        return Completion.ok(
                office.get().term().isPresent()
                        ? List.of(election, office.get().term().getAsLong())
                        : List.of(election, true));
    }

    @Override
    public void close() throws Exception {
        elections.close();
    }
}
