package io.ordeal.workload.leader;

import io.ordeal.client.Invocation;
import io.ordeal.generator.Generator;
import io.ordeal.generator.GeneratorContext;
import io.ordeal.generator.KeyedRandom;
import io.ordeal.generator.Step;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import io.ordeal.workload.parts.MayBeHeld;
import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;

/**
 * What candidates do: campaign, and once elected ask again and again whether they still lead, until they are told no or have
 * led for long enough and resign. Whoever was not elected tries again after a pause, and resigns all the same now and then:
 * that must not depose the leader.
 *
 * <p>A step costs time in proportion to the workers.
 */
final class LeaderGenerator implements Generator {
    /** Pauses between two questions, and between two campaigns, are drawn evenly up to this. */
    private static final long MAX_PAUSE_NANOS = Duration.ofMillis(20).toNanos();

    /** So many questions at most in one term. */
    private static final int MOST_QUESTIONS = 8;

    /** One refused campaign in so many is followed by a resignation. */
    private static final int STRAY_EVERY = 8;

    private final int elections;
    private final Worker[] workers;
    private final MayBeHeld held;

    /** @param held is told of everything */
    LeaderGenerator(int concurrency, int elections, MayBeHeld held) {
        this(elections, new Worker[concurrency], held);
        Arrays.fill(workers, new Worker(-1, "", LeaderOperations.CAMPAIGN, 0, 0, 0, 0));
    }

    private LeaderGenerator(int elections, Worker[] workers, MayBeHeld held) {
        this.elections = elections;
        this.workers = workers;
        this.held = held;
    }

    static String electionName(int number) {
        return "election" + (number + 1);
    }

    @Override
    public Step next(GeneratorContext context) {
        BitSet mine = context.workers();
        int first = -1;
        for (int w = mine.nextSetBit(0); w >= 0; w = mine.nextSetBit(w + 1)) {
            if (context.isFree(w) && (first < 0 || comesBefore(workers[w], workers[first]))) {
                first = w;
            }
        }
        if (first < 0) {
            return new Step.Pending(this);
        }
        Worker worker = workers[first];
        boolean campaigns = worker.next.equals(LeaderOperations.CAMPAIGN);
        int election = campaigns ? draw(context, first, "leader/which").nextInt(elections) : worker.election;
        Worker busy = new Worker(
                context.process(first),
                worker.next,
                "",
                election,
                worker.questions,
                worker.dueNanos,
                campaigns ? worker.count + 1 : worker.count);
        return new Step.Invoke(
                Math.max(context.timeNanos(), worker.dueNanos),
                first,
                new Invocation(worker.next, electionName(election)),
                with(first, busy));
    }

    /** Leaders before candidates, where a low rate makes both wait: what a leader knows is to be fresh. */
    private static boolean comesBefore(Worker one, Worker other) {
        boolean oneCampaigns = one.next.equals(LeaderOperations.CAMPAIGN);
        if (oneCampaigns == other.next.equals(LeaderOperations.CAMPAIGN)) {
            return one.dueNanos < other.dueNanos;
        }
        Worker leader = oneCampaigns ? other : one;
        Worker candidate = oneCampaigns ? one : other;
        return oneCampaigns != (leader.dueNanos <= candidate.dueNanos + MAX_PAUSE_NANOS);
    }

    @Override
    public Generator update(GeneratorContext context, Op event) {
        held.note(context, event);
        if (!event.type().isCompletion()) {
            return this;
        }
        for (int w = 0; w < workers.length; w++) {
            Worker worker = workers[w];
            if (worker.process == event.process() && worker.under.equals(event.f())) {
                return with(w, afterwards(context, w, worker, event));
            }
        }
        return this;
    }

    private Worker afterwards(GeneratorContext context, int w, Worker worker, Op event) {
        SplittableRandom draw = KeyedRandom.of(context.seed(), "leader/then", w, worker.count * 100 + worker.questions);
        long due = context.timeNanos() + draw.nextLong(MAX_PAUSE_NANOS);
        if (Belief.isClaim(event.f(), event.type(), event.value())) {
            boolean elected = event.f().equals(LeaderOperations.CAMPAIGN);
            int questions = elected ? 1 + draw.nextInt(MOST_QUESTIONS) : worker.questions - 1;
            String next = questions > 0 ? LeaderOperations.LEADS : LeaderOperations.RESIGN;
            return worker.then(next, questions, due);
        }
        boolean stray = event.f().equals(LeaderOperations.CAMPAIGN)
                && event.type() == OpType.FAIL
                && draw.nextInt(STRAY_EVERY) == 0;
        return worker.then(stray ? LeaderOperations.RESIGN : LeaderOperations.CAMPAIGN, 0, due);
    }

    private SplittableRandom draw(GeneratorContext context, int worker, String path) {
        return KeyedRandom.of(context.seed(), path, worker, workers[worker].count);
    }

    private LeaderGenerator with(int number, Worker worker) {
        Worker[] changed = workers.clone();
        changed[number] = worker;
        return new LeaderGenerator(elections, changed, held);
    }

    /**
     * A worker's state.
     *
     * @param process as which it invoked last
     * @param under the operation that is under way; empty if none is
     * @param next the operation that it does next; empty while one is under way
     * @param questions that it still asks as the leader before it resigns
     * @param dueNanos when it does the next thing
     * @param count campaigns so far
     */
    private record Worker(
            int process, String under, String next, int election, int questions, long dueNanos, long count) {
        Worker then(String operation, int questionsLeft, long nanos) {
            return new Worker(process, "", operation, election, questionsLeft, nanos, count);
        }
    }
}
