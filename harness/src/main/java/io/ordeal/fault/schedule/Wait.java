package io.ordeal.fault.schedule;

import io.ordeal.history.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A condition while it is waited for. What it counts, it counts from when it was made. */
abstract class Wait {
    static final long NEVER = Long.MAX_VALUE;

    /** Whether it is met by what is so already. */
    boolean isMet(World world) {
        return false;
    }

    /** Whether an operation's event meets it. */
    boolean operation(Op event, World world) {
        return false;
    }

    /** Whether something else meets it. */
    boolean happened(Happening happening, World world) {
        return false;
    }

    /** When the time meets it. */
    long dueNanos() {
        return NEVER;
    }

    /** Which operations it has to see. */
    OperationInterest interest() {
        return OperationInterest.NONE;
    }

    /** How it was met, for the history. */
    abstract String met();

    /** How far it has come, while it is not met. */
    abstract String progress();

    /**
     * Begins to wait for a condition.
     *
     * @param beginNanos when the main phase began
     * @param nowNanos when this begins
     */
    static Wait on(Condition condition, World world, Set<String> primariesThen, long beginNanos, long nowNanos) {
        if (condition instanceof Condition.Operations operations) {
            return new OperationWaits.ForOperations(operations);
        } else if (condition instanceof Condition.Open open) {
            return new OperationWaits.ForOpen(open);
        } else if (condition instanceof Condition.Step step) {
            return new OperationWaits.ForStep(step);
        } else if (condition instanceof Condition.Traffic traffic) {
            return new SystemWaits.ForTraffic(traffic, world);
        } else if (condition instanceof Condition.LogLine line) {
            return new SystemWaits.ForLine(line);
        } else if (condition instanceof Condition.Primary primary) {
            return new SystemWaits.ForPrimary(primary, primariesThen);
        } else if (condition instanceof Condition.Deposed deposed) {
            return new SystemWaits.ForDeposed(deposed, primariesThen);
        } else if (condition instanceof Condition.Began began) {
            return new ForFault(began.fault(), false);
        } else if (condition instanceof Condition.Ended ended) {
            return new ForFault(ended.fault(), true);
        } else if (condition instanceof Condition.At at) {
            return new ForTime(condition, beginNanos + at.time().toNanos());
        } else if (condition instanceof Condition.For length) {
            return new ForTime(condition, nowNanos + length.length().toNanos());
        } else if (condition instanceof Condition.AnyOf any) {
            return new ForAny(any.conditions().stream()
                    .map(one -> on(one, world, primariesThen, beginNanos, nowNanos))
                    .toList());
        }
        throw new IllegalArgumentException("unknown condition " + condition);
    }

    private static final class ForFault extends Wait {
        private final String fault;
        private final boolean ended;

        ForFault(String fault, boolean ended) {
            this.fault = fault;
            this.ended = ended;
        }

        @Override
        boolean isMet(World world) {
            return ended ? world.hasEnded(fault) : world.hasBegun(fault);
        }

        @Override
        boolean happened(Happening happening, World world) {
            return happening instanceof Happening.FaultTold && isMet(world);
        }

        @Override
        String met() {
            return fault + (ended ? " had ended" : " had begun");
        }

        @Override
        String progress() {
            return fault + (ended ? " has not ended" : " has not begun");
        }
    }

    private static final class ForTime extends Wait {
        private final Condition condition;
        private final long dueNanos;

        ForTime(Condition condition, long dueNanos) {
            this.condition = condition;
            this.dueNanos = dueNanos;
        }

        @Override
        long dueNanos() {
            return dueNanos;
        }

        @Override
        String met() {
            return ConditionText.print(condition).replace('=', ' ');
        }

        @Override
        String progress() {
            return "the main phase was over before";
        }
    }

    private static final class ForAny extends Wait {
        private final List<Wait> waits;
        private Optional<Wait> met = Optional.empty();

        ForAny(List<Wait> waits) {
            this.waits = new ArrayList<>(waits);
        }

        private boolean first(java.util.function.Predicate<Wait> test) {
            // all are asked: each counts for itself
            for (Wait wait : waits) {
                if (test.test(wait) && met.isEmpty()) {
                    met = Optional.of(wait);
                }
            }
            return met.isPresent();
        }

        @Override
        boolean isMet(World world) {
            return first(wait -> wait.isMet(world));
        }

        @Override
        boolean operation(Op event, World world) {
            return first(wait -> wait.operation(event, world));
        }

        @Override
        boolean happened(Happening happening, World world) {
            return first(wait -> wait.happened(happening, world));
        }

        @Override
        long dueNanos() {
            return waits.stream().mapToLong(Wait::dueNanos).min().orElse(NEVER);
        }

        @Override
        OperationInterest interest() {
            return waits.stream().map(Wait::interest).reduce(OperationInterest.NONE, OperationInterest::or);
        }

        @Override
        String met() {
            return met.orElseGet(() -> waits.stream()
                            .min(java.util.Comparator.comparingLong(Wait::dueNanos))
                            .orElseThrow())
                    .met();
        }

        @Override
        String progress() {
            return waits.stream().map(Wait::progress).collect(Collectors.joining("; "));
        }
    }
}
