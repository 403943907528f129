package io.ordeal.targets.twophase;

import io.ordeal.client.ClientContext;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.workload.transfer.Transfer;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Two-phase commit with presumed abort: a decision to commit is forced to the {@link DecisionLog} when everybody has said
 * yes and before anybody is told; what is not in the log is not committed. Whoever can't be told is told later.
 *
 * <p>A participant is settled by looking at what is prepared there: by the log it is committed, else rolled back. Before
 * that, all other sessions of this coordinator on it are ended: else a vote of an earlier life that is still on its way
 * would be prepared when nobody looks any more.
 *
 * <p>Mohan, Lindsay &amp; Obermarck, "Transaction Management in the R* Distributed Database Management System", ACM TODS
 * 11(4), 1986, section 3.
 */
final class LoggedCoordinator extends Coordinator {
    private static final Duration SETTLE_AGAIN_AFTER = Duration.ofMillis(500);

    private final DecisionLog log;
    private final Flaw flaw;

    /** On which something may be prepared that is decided, or was never going to be. */
    private final Set<Participant> unsettled = new HashSet<>();

    private long settledNanos;

    /** What is done wrong, in mutants by which the checker is tried. */
    enum Flaw {
        NONE,
        /** The decision is written when the first participant has been told of it, no sooner. */
        DECIDES_LATE,
        /** Recovery commits whatever it finds prepared, as if silence were a decision. */
        PRESUMES_COMMIT
    }

    LoggedCoordinator(ClientContext context, DecisionLog log) {
        this(context, log, Flaw.NONE);
    }

    /** Finds on all participants what its earlier lives have left, if any. */
    LoggedCoordinator(ClientContext context, DecisionLog log, Flaw flaw) {
        super(context);
        this.log = log;
        this.flaw = flaw;
        unsettled.addAll(all());
        settledNanos = System.nanoTime() - SETTLE_AGAIN_AFTER.toNanos();
    }

    @Override
    public void transfer(Transfer transfer) throws DefiniteFailure, IOException, InterruptedException {
        settleNowAndThen();
        String transaction = TransactionName.of(name(), transfer.id());
        List<Participant> participants = of(transfer);
        for (int i = 0; i < participants.size(); i++) {
            step("preparing", participants, i);
            Participant.Vote vote = participants.get(i).prepare(transfer, transaction);
            voted(vote, participants, i);
            if (vote != Participant.Vote.YES) {
                if (vote == Participant.Vote.UNKNOWN) {
                    unsettled.add(participants.get(i));
                }
                rollBack(participants.subList(0, i), transaction);
                throw new DefiniteFailure(participants.get(i).name() + " did not say yes, and there is no decision to"
                        + " commit in the log");
            }
        }
        if (flaw != Flaw.DECIDES_LATE) {
            log.commit(transfer.id());
        }
        step("logged");
        for (int i = 0; i < participants.size(); i++) {
            step("committing", participants, i);
            try {
                participants.get(i).commit(transaction);
            } catch (SQLException later) {
                unsettled.add(participants.get(i));
            }
            step("committed", participants, i);
            if (flaw == Flaw.DECIDES_LATE && i == 0) {
                log.commit(transfer.id());
            }
        }
    }

    private void rollBack(List<Participant> prepared, String transaction) throws InterruptedException {
        for (int i = 0; i < prepared.size(); i++) {
            try {
                prepared.get(i).rollBack(transaction);
            } catch (SQLException later) {
                unsettled.add(prepared.get(i));
            }
            step("rolled back", prepared, i);
        }
    }

    /** A participant that can't be reached is tried again now and then, while work with the others goes on. */
    private void settleNowAndThen() throws InterruptedException {
        if (unsettled.isEmpty() || System.nanoTime() - settledNanos < SETTLE_AGAIN_AFTER.toNanos()) {
            return;
        }
        settledNanos = System.nanoTime();
        for (Participant participant : List.copyOf(unsettled)) {
            try {
                settle(participant);
            } catch (SQLException later) {
                // it stays unsettled
            }
        }
    }

    private void settle(Participant participant) throws SQLException, InterruptedException {
        participant.fence();
        for (String transaction : participant.prepared()) {
            if (TransactionName.isOf(name(), transaction)) {
                if (flaw == Flaw.PRESUMES_COMMIT || log.isCommitted(TransactionName.transfer(transaction))) {
                    participant.commit(transaction);
                } else {
                    participant.rollBack(transaction);
                }
                step("settled");
            }
        }
        unsettled.remove(participant);
    }

    @Override
    public void recover() throws SQLException, InterruptedException {
        for (Participant participant : all()) {
            settle(participant);
        }
    }

    @Override
    public void close() throws Exception {
        super.close();
        log.close();
    }
}
