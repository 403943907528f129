package io.ordeal.runner;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/** The clocks of operations in hand, which stand still while their clients are frozen. */
final class OperationClocks {
    private final Lock lock;
    private final Condition changed;
    private final Board board;

    /**
     * @param lock guards the board
     * @param changed is signalled when a deadline may be nearer than it looked
     */
    OperationClocks(Lock lock, Condition changed, Board board) {
        this.lock = lock;
        this.changed = changed;
        this.board = board;
    }

    /** Of what a process has in hand when it is stopped. */
    WorkerFreezer.Clock of(int worker, int process) {
        return new WorkerFreezer.Clock() {
            private @Nullable Operation stopped;

            @Override
            public boolean stop() {
                lock.lock();
                try {
                    stopped = board.freeze(board.slot(worker), process);
                    return stopped != null;
                } finally {
                    lock.unlock();
                }
            }

            @Override
            public void start() {
                lock.lock();
                try {
                    if (stopped != null) {
                        board.thaw(stopped);
                        // The watch may have slept past its deadline, which is nearer now than it looked.
                        changed.signalAll();
                    }
                } finally {
                    lock.unlock();
                }
            }
        };
    }

    /** Stops the clock of an operation that is inside its client; from which worker on it looks is chance. */
    Optional<WorkerFreezer.Open> stopOne(OptionalInt worker) {
        lock.lock();
        try {
            List<Slot> clients = board.clients();
            int first = ThreadLocalRandom.current().nextInt(clients.size());
            for (int i = 0; i < clients.size(); i++) {
                Slot slot = clients.get((first + i) % clients.size());
                Operation operation = slot.operation;
                if (operation != null && operation.called && worker.orElse(slot.number) == slot.number) {
                    WorkerFreezer.Clock clock = of(slot.number, operation.process);
                    if (clock.stop()) {
                        return Optional.of(new WorkerFreezer.Open(slot.number, operation.process, clock));
                    }
                }
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }
}
