package io.ordeal.generator;

import io.ordeal.client.Completion;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Runs a generator on virtual time, with nothing but a function for a system: the same events to the nanosecond, every
 * time. For tests of generators and of workloads.
 *
 * <pre>{@code
 * List<Op> history = new Simulation(2, true, 42).run(generator, Simulation.perfect(Duration.ofNanos(10)));
 * }</pre>
 */
public final class Simulation {
    private static final int MAX_EVENTS = 1_000_000;

    private final int concurrency;
    private final boolean nemesis;
    private final long seed;

    /** @param nemesis whether there is one; what it does takes the same time, and completes info */
    public Simulation(int concurrency, boolean nemesis, long seed) {
        this.concurrency = concurrency;
        this.nemesis = nemesis;
        this.seed = seed;
    }

    /** What becomes of an operation. */
    @FunctionalInterface
    public interface SimulatedSystem {
        /** @param invocation as it was recorded */
        Outcome outcome(Op invocation);
    }

    /** How an operation ends, and when. */
    public record Outcome(Duration latency, Completion completion) {}

    /** A system that does everything and always takes as long. */
    public static SimulatedSystem perfect(Duration latency) {
        return invocation -> new Outcome(latency, Completion.ok(invocation.value()));
    }

    /**
     * All events, in order; those that happen at the same time in the order in which they came about.
     *
     * @throws InvalidStepException if the generator gives a step that can't be done
     * @throws IllegalStateException if it waits though nothing can happen any more, or goes on for more than 1,000,000
     *     events
     */
    public List<Op> run(Generator generator, SimulatedSystem system) {
        WorkerTable table = new WorkerTable(concurrency, nemesis, seed);
        List<Op> history = new ArrayList<>();
        PriorityQueue<Flight> flying =
                new PriorityQueue<>(Comparator.comparingLong(Flight::endNanos).thenComparingInt(Flight::number));
        Generator rest = new Validated(generator);
        while (history.size() < MAX_EVENTS) {
            Step step = rest.next(table.context());
            long endNanos = flying.isEmpty() ? Long.MAX_VALUE : flying.element().endNanos();
            if (step instanceof Step.Invoke invoke && invoke.timeNanos() <= endNanos) {
                table.advanceTo(invoke.timeNanos());
                rest = invoked(invoke, table, history, flying, system);
            } else if (step instanceof Step.Pending pending && pending.untilNanos() <= endNanos) {
                if (pending.untilNanos() == Long.MAX_VALUE) {
                    throw new IllegalStateException("the generator waits, but nothing is under way: "
                            + Validated.shown(pending.next()) + ", in " + table.context());
                }
                rest = pending.next();
                table.advanceTo(pending.untilNanos());
            } else if (!flying.isEmpty()) {
                // Exhausted generators are told of what is still to come, too: that it makes no difference is their
                // part.
                rest = completed(
                        step instanceof Step.Pending pending ? pending.next() : rest, table, history, flying.remove());
            } else {
                return history;
            }
        }
        throw new IllegalStateException("the generator has no end: limit it to " + MAX_EVENTS + " events");
    }

    private static Generator invoked(
            Step.Invoke invoke,
            WorkerTable table,
            List<Op> history,
            PriorityQueue<Flight> flying,
            SimulatedSystem system) {
        int worker = invoke.worker();
        boolean client = worker != GeneratorContext.NEMESIS;
        long now = table.context().timeNanos();
        Op event = new Op(
                history.size(),
                now,
                table.process(worker),
                client ? OpType.INVOKE : OpType.INFO,
                invoke.invocation().f(),
                invoke.invocation().value(),
                null);
        history.add(event);
        table.busy(worker);
        Outcome outcome = system.outcome(event);
        flying.add(new Flight(now + outcome.latency().toNanos(), event.index(), worker, event, outcome.completion()));
        return invoke.next().update(table.context(), event);
    }

    private static Generator completed(Generator rest, WorkerTable table, List<Op> history, Flight flight) {
        boolean client = flight.worker() != GeneratorContext.NEMESIS;
        OpType type = client ? flight.completion().type() : OpType.INFO;
        table.advanceTo(flight.endNanos());
        Op event = new Op(
                history.size(),
                flight.endNanos(),
                flight.invocation().process(),
                type,
                flight.invocation().f(),
                flight.completion().value(),
                flight.completion().error());
        history.add(event);
        table.free(flight.worker());
        Generator updated = rest.update(table.context(), event);
        if (client && type == OpType.INFO) {
            table.retire(flight.worker());
        }
        return updated;
    }

    private record Flight(long endNanos, int number, int worker, Op invocation, Completion completion) {}
}
