package io.ordeal.runner;

import io.ordeal.client.Client;
import io.ordeal.client.Completion;
import io.ordeal.generator.Generator;
import io.ordeal.generator.GeneratorContext;
import io.ordeal.generator.Step;
import io.ordeal.generator.Validated;
import io.ordeal.generator.WorkerTable;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who has what in hand, and what the generator wants next. Everything here happens under the scheduler's lock; what is
 * done to threads is the scheduler's part.
 */
final class Board {
    static final String SESSION_LOST = "session-lost";

    private final RunnerOptions options;
    private final Recorder recorder;
    private final Consumer<Client> closer;
    private final Runnable changed;
    private volatile long originNanos = System.nanoTime();
    private final long operationNanos;
    private final WorkerTable table;
    private final GeneratorContext context;

    /** The clients' by number; the nemesis' comes last, if there is one. */
    private final List<Slot> slots = new ArrayList<>();

    private Generator generator = context -> new Step.Exhausted();

    /** Whether a phase is being run. */
    private boolean running;

    /** Whether no operations begin any more. */
    private boolean exhausted = true;

    /** Whether somebody waits for a time to ask the generator again. */
    private boolean planned;

    private int inHand;
    private int frozen;

    /** The idle worker that asks the generator again in time. */
    private @Nullable Slot leader;

    /**
     * @param closer takes the clients of processes that are retired
     * @param changed is run when the phase has ended, or only frozen operations are left
     */
    Board(RunnerOptions options, boolean nemesis, Recorder recorder, Consumer<Client> closer, Runnable changed) {
        this.options = options;
        this.recorder = recorder;
        this.closer = closer;
        this.changed = changed;
        this.operationNanos = options.operationTimeout().toNanos();
        this.table = new WorkerTable(options.concurrency(), nemesis, options.seed());
        this.context = table.context();
    }

    /** Workers in the order of their numbers, then the nemesis. */
    void add(Slot slot) {
        slots.add(slot);
    }

    List<Slot> slots() {
        return slots;
    }

    List<Slot> clients() {
        return slots.subList(0, options.concurrency());
    }

    Slot slot(int worker) {
        return slots.get(worker == GeneratorContext.NEMESIS ? options.concurrency() : worker);
    }

    /** Nanoseconds since the run began. */
    long nowNanos() {
        return System.nanoTime() - originNanos;
    }

    /** The run's time begins now, unless something was recorded already. */
    void startClock() {
        if (recorder.events() == 0) {
            originNanos = System.nanoTime();
        }
    }

    /** Whom a worker acts as now. */
    int process(Slot slot) {
        return table.process(slot.number);
    }

    boolean isRunning() {
        return running;
    }

    boolean isExhausted() {
        return exhausted;
    }

    /** Whether nothing can happen any more, unless somebody thaws what is frozen. */
    boolean waitsForThaw() {
        return running && !planned && inHand > 0 && inHand == frozen;
    }

    void begin(Generator phase) {
        generator = new Validated(phase);
        running = true;
        exhausted = false;
    }

    /** From now on no operation begins; those in hand go on. */
    void noMore() {
        exhausted = true;
    }

    /** The phase is over, whatever is in hand. */
    void abandon() {
        exhausted = true;
        running = false;
    }

    /**
     * Has everything begin that can begin now, and sees to it that somebody asks again in time.
     *
     * @param me the slot of the calling thread, which need not be woken; null if it has none
     * @return slots whose threads are to be woken; null if there are none
     * @throws RunFailedException if the generator waits for something that can't come
     */
    @Nullable
    List<Slot> pump(@Nullable Slot me) {
        @Nullable List<Slot> wake = null;
        planned = false;
        while (running && !exhausted && !planned && table.anyFree()) {
            table.advanceTo(nowNanos());
            Step step = generator.next(context);
            if (step instanceof Step.Invoke invoke) {
                Slot slot = slot(invoke.worker());
                planned = invoke.timeNanos() > context.timeNanos();
                boolean tell = !planned || plan(slot, invoke.timeNanos());
                if (!planned) {
                    invoke(slot, invoke);
                }
                if (tell && slot != me) {
                    wake = wake == null ? new ArrayList<>() : wake;
                    wake.add(slot);
                }
            } else if (step instanceof Step.Pending pending) {
                generator = pending.next();
                if (pending.untilNanos() == Long.MAX_VALUE) {
                    break;
                }
                planned = true;
                Slot slot = anIdle(me);
                if (plan(slot, pending.untilNanos()) && slot != me) {
                    wake = wake == null ? new ArrayList<>() : wake;
                    wake.add(slot);
                }
            } else {
                exhausted = true;
            }
        }
        if (running && inHand == 0) {
            if (exhausted) {
                running = false;
                changed.run();
            } else if (!planned) {
                throw new RunFailedException("the generator waits, but nothing is under way that it could wait for: "
                        + generator + ", in " + context);
            }
        } else if (waitsForThaw()) {
            changed.run();
        }
        return wake;
    }

    /** Has an idle slot wait until a time. Returns whether its thread must hear of it. */
    private boolean plan(Slot slot, long nanos) {
        if (leader != null && leader != slot) {
            leader.wakeNanos = Slot.NEVER;
        }
        leader = slot;
        if (slot.wakeNanos <= nanos) {
            // It asks sooner, and then for what comes next.
            return false;
        }
        slot.wakeNanos = nanos;
        return true;
    }

    private Slot anIdle(@Nullable Slot me) {
        if (me != null && me.operation == null) {
            return me;
        } else if (leader != null && leader.operation == null) {
            return leader;
        }
        for (Slot slot : slots) {
            if (slot.operation == null) {
                return slot;
            }
        }
        throw new IllegalStateException("expected an idle worker: the table says that there is one: " + context);
    }

    /** The slot's thread is awake and asks now. */
    void woke(Slot slot) {
        slot.wakeNanos = Slot.NEVER;
        if (leader == slot) {
            leader = null;
        }
    }

    private void invoke(Slot slot, Step.Invoke step) {
        woke(slot);
        long now = context.timeNanos();
        int process = process(slot);
        Op event = recorder.record(
                now,
                process,
                slot.isNemesis() ? OpType.INFO : OpType.INVOKE,
                step.invocation().f(),
                step.invocation().value(),
                null);
        boolean called = slot.isNemesis() || slot.client != null;
        long limit = slot.isNemesis()
                ? options.nemesisTimeout().toNanos()
                : called ? operationNanos : options.openTimeout().toNanos();
        Operation operation =
                new Operation(step.invocation(), process, event.index() + 1, slot.client, called, now + limit);
        slot.operation = operation;
        inHand++;
        table.busy(slot.number);
        generator = step.next();
        tell(event);
        slot.worker.handed = operation;
    }

    /** An operation has ended, or is held to have ended. */
    void finish(Slot slot, Operation operation, Completion completion) {
        operation.over = true;
        slot.operation = null;
        inHand--;
        frozen -= operation.isFrozen() ? 1 : 0;
        table.advanceTo(nowNanos());
        OpType type = completion.type();
        Op event = recorder.record(
                context.timeNanos(),
                operation.process,
                type,
                operation.invocation.f(),
                completion.value(),
                completion.error());
        table.free(slot.number);
        tell(event);
        boolean retired = type == OpType.INFO && !slot.isNemesis();
        if (retired) {
            table.retire(slot.number);
            if (slot.client != null && slot.context != null) {
                slot.context.retire(operation.invocation.value());
                closer.accept(slot.client);
                slot.client = null;
                slot.context = null;
            }
        }
        while (!slot.lostSessions.isEmpty()) {
            Slot.Lost lost = slot.lostSessions.remove();
            recordLost(lost.context(), lost.lock());
        }
    }

    /** A process has learnt that its session is lost: told now, or when what it has in hand is done. */
    void sessionLost(ProcessContext of, Object lock) {
        Slot slot = slot(of.worker());
        if (slot.operation != null && slot.operation.process == of.process()) {
            slot.lostSessions.add(new Slot.Lost(of, lock));
        } else {
            table.advanceTo(nowNanos());
            recordLost(of, lock);
        }
    }

    private void recordLost(ProcessContext of, Object lock) {
        if (!of.tells(lock)) {
            return;
        }
        int process = of.process();
        long now = context.timeNanos();
        Op invoke = recorder.record(now, process, OpType.INVOKE, SESSION_LOST, lock, null);
        Op ok = recorder.record(now, process, OpType.OK, SESSION_LOST, lock, null);
        if (table.process(context.worker(process)) == process) {
            tell(invoke);
            tell(ok);
        }
    }

    /** What is done to the system, as whoever does it tells. */
    void note(String f, @Nullable Object value, @Nullable Object error) {
        table.advanceTo(nowNanos());
        tell(recorder.record(context.timeNanos(), GeneratorContext.NEMESIS, OpType.INFO, f, value, error));
    }

    private void tell(Op event) {
        if (!exhausted) {
            generator = generator.update(context, event);
        }
    }

    /** A client is there, for the operation that waited for it if there is one. False if that was given up. */
    boolean adopt(Slot slot, @Nullable Operation operation, Client client, ProcessContext of) {
        if (operation != null) {
            if (operation.over) {
                return false;
            }
            operation.called = true;
            operation.deadlineNanos = nowNanos() + operationNanos;
        }
        slot.client = client;
        slot.context = of;
        return true;
    }

    /** The clock of what a process has in hand stands still. Null if it has nothing in hand. */
    @Nullable
    Operation freeze(Slot slot, int process) {
        Operation operation = slot.operation;
        if (operation == null || operation.process != process || operation.isFrozen()) {
            return null;
        }
        operation.frozenSinceNanos = nowNanos();
        frozen++;
        if (waitsForThaw()) {
            changed.run();
        }
        return operation;
    }

    void thaw(Operation operation) {
        if (!operation.over && operation.isFrozen()) {
            operation.deadlineNanos += nowNanos() - operation.frozenSinceNanos;
            operation.frozenSinceNanos = Operation.RUNNING;
            frozen--;
        }
    }
}
