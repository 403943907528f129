package io.ordeal.targets.jvm;

import io.ordeal.client.ClientContext;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.workload.leader.Leadership;
import io.ordeal.workload.leader.TermedLeaderElectionClient;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Elections inside this JVM, shared by the clients of a run: who asks first leads until he resigns, in a term of his own. */
final class JvmElections {
    /** What is wrong with the elections, on purpose: each must be caught. */
    enum Flaw {
        NONE,
        /** Whoever asks is elected, in a new term; the leader before goes on. */
        TWO_LEADERS,
        /** The term is not counted on. */
        ONE_TERM,
        /** Every fourth term is an older one, that nobody else had. */
        OLDER_TERM,
        /** Whoever resigns deposes the leader, who goes on. */
        RESIGNED_BY_OTHER
    }

    /** Terms that are passed over, so that there are older ones for the flaw. */
    private static final long STEP = 10;

    private final Flaw flaw;
    private final Map<String, Office> offices = new HashMap<>();

    /**
     * @param leader the process, −1 if nobody leads
     * @param term the last one
     */
    private record Office(int leader, long term) {}

    JvmElections(Flaw flaw) {
        this.flaw = flaw;
    }

    TermedLeaderElectionClient client(ClientContext context) {
        int process = context.process();
        Map<String, Long> mine = new HashMap<>();
        return new TermedLeaderElectionClient() {
            @Override
            public Optional<Leadership> campaign(String election) {
                Optional<Leadership> won = JvmElections.this.campaign(election, process);
                won.ifPresent(office -> mine.put(election, office.term().orElseThrow()));
                return won;
            }

            @Override
            public Optional<Leadership> leads(String election) {
                return Optional.ofNullable(mine.get(election)).map(Leadership::inTerm);
            }

            @Override
            public void resign(String election) throws DefiniteFailure {
                mine.remove(election);
                JvmElections.this.resign(election, process);
            }
        };
    }

    private synchronized Optional<Leadership> campaign(String election, int process) {
        Office office = offices.getOrDefault(election, new Office(-1, 0));
        if (office.leader() >= 0 && flaw != Flaw.TWO_LEADERS) {
            return Optional.empty();
        }
        long term = flaw == Flaw.ONE_TERM ? 1 : office.term() + STEP;
        offices.put(election, new Office(process, term));
        boolean older = flaw == Flaw.OLDER_TERM && term % (4 * STEP) == 0;
        return Optional.of(Leadership.inTerm(older ? term - STEP - 1 : term));
    }

    private synchronized void resign(String election, int process) throws DefiniteFailure {
        Office office = offices.getOrDefault(election, new Office(-1, 0));
        if (office.leader() != process && flaw != Flaw.RESIGNED_BY_OTHER && flaw != Flaw.TWO_LEADERS) {
            throw new DefiniteFailure("process " + process + " does not lead " + election);
        }
        offices.put(election, new Office(-1, office.term()));
    }
}
