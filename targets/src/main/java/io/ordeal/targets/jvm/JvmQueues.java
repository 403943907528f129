package io.ordeal.targets.jvm;

import io.ordeal.targets.ClientFactories;
import io.ordeal.workload.queue.QueueClient;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/** A queue inside this JVM, shared by the clients of a run; what a client has not acknowledged when it ends comes again. */
final class JvmQueues {
    /** What is wrong with the queue, on purpose: each must be caught. */
    enum Flaw {
        NONE,
        /** Now and then an element is acknowledged and forgotten. */
        LOST,
        /** Now and then an element stays in the queue though it was dequeued. */
        DUPLICATES,
        /** Now and then an element comes out that nobody put in. */
        UNEXPECTED
    }

    /** The flaw shows in one operation of so many. */
    private static final int EVERY = 7;

    private final Flaw flaw;
    private final Deque<Long> queue = new ArrayDeque<>();
    private int outstanding;
    private int operations;

    private JvmQueues(Flaw flaw) {
        this.flaw = flaw;
    }

    /** The clients of a run. */
    static ClientFactories clients(Flaw flaw) {
        JvmQueues queue = new JvmQueues(flaw);
        return ClientFactories.of(QueueClient.class, context -> queue.new Consumer());
    }

    private boolean shows(Flaw asked) {
        return flaw == asked && ++operations % EVERY == 0;
    }

    private final class Consumer implements QueueClient {
        private OptionalLong unacknowledged = OptionalLong.empty();

        @Override
        public void enqueue(long element) {
            synchronized (JvmQueues.this) {
                if (!shows(Flaw.LOST)) {
                    queue.addLast(element);
                }
            }
        }

        @Override
        public OptionalLong dequeue() {
            synchronized (JvmQueues.this) {
                if (shows(Flaw.UNEXPECTED)) {
                    return OptionalLong.of(-operations);
                }
                Long element = shows(Flaw.DUPLICATES) ? queue.peekFirst() : queue.pollFirst();
                if (element == null) {
                    return OptionalLong.empty();
                }
                outstanding++;
                unacknowledged = OptionalLong.of(element);
                return unacknowledged;
            }
        }

        @Override
        public void acknowledge(long element) {
            synchronized (JvmQueues.this) {
                if (unacknowledged.isPresent()) {
                    outstanding--;
                    unacknowledged = OptionalLong.empty();
                }
            }
        }

        @Override
        public boolean isDrained() {
            synchronized (JvmQueues.this) {
                return queue.isEmpty() && outstanding == 0;
            }
        }

        @Override
        public void close() {
            synchronized (JvmQueues.this) {
                unacknowledged.ifPresent(queue::addFirst);
                acknowledge(0);
            }
        }
    }
}
