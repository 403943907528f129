package io.ordeal.fault.schedule;

import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
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
    static Wait on(Condition condition, World world, long beginNanos, long nowNanos) {
        if (condition instanceof Condition.Operations operations) {
            return new ForOperations(operations);
        } else if (condition instanceof Condition.Open open) {
            return new ForOpen(open);
        } else if (condition instanceof Condition.Step step) {
            return new ForStep(step);
        } else if (condition instanceof Condition.Traffic traffic) {
            return new ForTraffic(traffic, world);
        } else if (condition instanceof Condition.LogLine line) {
            return new ForLine(line);
        } else if (condition instanceof Condition.Primary primary) {
            return new ForPrimary(primary, world);
        } else if (condition instanceof Condition.Deposed deposed) {
            return new ForDeposed(deposed, world);
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
                    .map(one -> on(one, world, beginNanos, nowNanos))
                    .toList());
        }
        throw new IllegalArgumentException("unknown condition " + condition);
    }

    private static String quoted(String line) {
        String trimmed = line.strip();
        return '"' + (trimmed.length() > 120 ? trimmed.substring(0, 117) + "..." : trimmed) + '"';
    }

    private static String name(Condition.OperationFilter which) {
        return which.f().map(f -> " :" + f).orElse("")
                + which.key().map(key -> " on " + key).orElse("")
                + which.process().map(process -> " of process " + process).orElse("")
                + which.worker().map(worker -> " of worker " + worker).orElse("");
    }

    private static final class ForOperations extends Wait {
        private final Condition.Operations awaited;
        private final Condition.Stage stage;
        private long seen;
        private int index;

        ForOperations(Condition.Operations awaited) {
            this.awaited = awaited;
            stage = awaited.stage();
        }

        @Override
        boolean operation(Op event, World world) {
            if (isAt(event.type()) && world.matches(awaited.which(), event)) {
                seen++;
                index = event.index();
            }
            return seen >= awaited.count();
        }

        private boolean isAt(OpType type) {
            return switch (stage) {
                case BEGUN -> type == OpType.INVOKE;
                case OK -> type == OpType.OK;
                case FAIL -> type == OpType.FAIL;
                case INFO -> type == OpType.INFO;
                case ENDED -> type != OpType.INVOKE;
            };
        }

        @Override
        OperationInterest interest() {
            Set<OpType> types = EnumSet.allOf(OpType.class);
            types.removeIf(type -> !isAt(type));
            return new OperationInterest(types, awaited.which().f());
        }

        private String what() {
            return awaited.count() + name(awaited.which()) + (stage == Condition.Stage.OK ? "" : " " + stage.word());
        }

        @Override
        String met() {
            return "after " + what() + " (event " + index + ")";
        }

        @Override
        String progress() {
            return seen + " of " + what() + (stage == Condition.Stage.OK ? " ok" : "");
        }
    }

    private static final class ForOpen extends Wait {
        private final Condition.Open awaited;
        private int index;

        ForOpen(Condition.Open awaited) {
            this.awaited = awaited;
        }

        @Override
        boolean isMet(World world) {
            Optional<Op> open = world.findOpen(awaited.which());
            open.ifPresent(event -> index = event.index());
            return open.isPresent();
        }

        @Override
        boolean operation(Op event, World world) {
            index = event.index();
            return event.type() == OpType.INVOKE && world.matches(awaited.which(), event);
        }

        @Override
        OperationInterest interest() {
            return new OperationInterest(
                    EnumSet.of(OpType.INVOKE), awaited.which().f());
        }

        @Override
        String met() {
            return "while" + name(awaited.which()) + " was open (event " + index + ")";
        }

        @Override
        String progress() {
            return "no" + name(awaited.which()) + " was open";
        }
    }

    /** One that comes about some number of times. */
    private abstract static class Counting extends Wait {
        private final long times;
        private long seen;

        Counting(long times) {
            this.times = times;
        }

        boolean counted(boolean cameAbout) {
            seen += cameAbout ? 1 : 0;
            return seen >= times;
        }

        String progress(String what) {
            return seen + " of " + times + " " + what;
        }
    }

    private static final class ForStep extends Counting {
        private final Condition.Step awaited;
        private String last = "";

        ForStep(Condition.Step awaited) {
            super(awaited.times());
            this.awaited = awaited;
        }

        @Override
        boolean happened(Happening happening, World world) {
            if (!(happening instanceof Happening.StepReached step)
                    || !step.name().equals(awaited.name())
                    || (awaited.worker().isPresent() && awaited.worker().get() != step.worker())
                    || (awaited.node().isPresent() && !awaited.node().equals(step.node()))) {
                return false;
            }
            last = "client " + step.worker() + " at step " + step.name()
                    + step.node().map(node -> " of " + node).orElse("");
            return counted(true);
        }

        @Override
        String met() {
            return last;
        }

        @Override
        String progress() {
            return progress("times at step " + awaited.name());
        }
    }

    private static final class ForTraffic extends Wait {
        private final Condition.Traffic awaited;
        private final long before;
        private long seen;

        ForTraffic(Condition.Traffic awaited, World world) {
            this.awaited = awaited;
            before = world.passed(awaited.unit(), awaited.way());
        }

        @Override
        boolean happened(Happening happening, World world) {
            if (!(happening instanceof Happening.LinksLookedAt)) {
                return false;
            }
            seen = world.passed(awaited.unit(), awaited.way()) - before;
            return seen >= awaited.count();
        }

        @Override
        String met() {
            return seen + " " + awaited.unit().word() + " had passed " + awaited.way();
        }

        @Override
        String progress() {
            return seen + " of " + awaited.count() + " " + awaited.unit().word() + " " + awaited.way();
        }
    }

    private static final class ForLine extends Counting {
        private final Condition.LogLine awaited;
        private final Pattern pattern;
        private String last = "";

        ForLine(Condition.LogLine awaited) {
            super(awaited.times());
            this.awaited = awaited;
            pattern = Pattern.compile(awaited.regex());
        }

        @Override
        boolean happened(Happening happening, World world) {
            if (!(happening instanceof Happening.LineLogged logged)
                    || (awaited.node().isPresent() && !awaited.node().get().equals(logged.node()))
                    || !pattern.matcher(logged.line()).find()) {
                return false;
            }
            last = logged.node() + " logged " + quoted(logged.line());
            return counted(true);
        }

        @Override
        String met() {
            return last;
        }

        @Override
        String progress() {
            return progress("lines with " + quoted(awaited.regex()));
        }
    }

    private static final class ForPrimary extends Counting {
        private final Condition.Primary awaited;
        private Set<String> known;
        private boolean was;

        ForPrimary(Condition.Primary awaited, World world) {
            super(awaited.times());
            this.awaited = awaited;
            known = world.primaries();
        }

        @Override
        boolean isMet(World world) {
            // another than who is cannot be so already, and what is not known is not so
            return world.knowsPrimaries() && !awaited.who().equals(Condition.Primary.ANOTHER) && look(world);
        }

        @Override
        boolean happened(Happening happening, World world) {
            return happening instanceof Happening.PrimariesAre && look(world);
        }

        private boolean look(World world) {
            Set<String> now = world.primaries();
            boolean is;
            if (awaited.who().equals(Condition.Primary.NONE)) {
                is = now.isEmpty();
            } else if (awaited.who().equals(Condition.Primary.ANOTHER)) {
                boolean elected = !known.isEmpty() && !known.containsAll(now);
                known = now.isEmpty() ? known : now;
                return counted(elected);
            } else {
                is = world.nodes(awaited.who()).stream().anyMatch(now::contains);
            }
            boolean came = is && !was;
            was = is;
            known = now;
            return counted(came);
        }

        @Override
        String met() {
            return known.isEmpty() ? "nobody was primary" : "primary was " + String.join(", ", new TreeSet<>(known));
        }

        @Override
        String progress() {
            return awaited.who().equals(Condition.Primary.ANOTHER)
                    ? progress("elections")
                    : progress("times that " + awaited.who() + " was primary");
        }
    }

    private static final class ForDeposed extends Counting {
        private final Condition.Deposed awaited;
        private Set<String> known;
        private String last = "";

        ForDeposed(Condition.Deposed awaited, World world) {
            super(awaited.times());
            this.awaited = awaited;
            known = world.primaries();
        }

        @Override
        boolean happened(Happening happening, World world) {
            if (!(happening instanceof Happening.PrimariesAre now)) {
                return false;
            }
            Set<String> gone = new TreeSet<>(known);
            gone.removeAll(now.nodes());
            known = now.nodes();
            if (!awaited.who().equals(Condition.Deposed.ANY)) {
                gone.retainAll(world.nodes(awaited.who()));
            }
            last = gone.isEmpty() ? last : String.join(", ", gone) + " was primary no more";
            return counted(!gone.isEmpty());
        }

        @Override
        String met() {
            return last;
        }

        @Override
        String progress() {
            return progress("times that " + awaited.who() + " was primary no more");
        }
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
