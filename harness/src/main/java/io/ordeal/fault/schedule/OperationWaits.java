package io.ordeal.fault.schedule;

import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Conditions of what clients do: operations, and the steps of one. */
final class OperationWaits {
    private OperationWaits() {}

    private static String name(Condition.OperationFilter which) {
        return which.f().map(f -> " :" + f).orElse("")
                + which.key().map(key -> " on " + key).orElse("")
                + which.process().map(process -> " of process " + process).orElse("")
                + which.worker().map(worker -> " of worker " + worker).orElse("");
    }

    static final class ForOperations extends Wait {
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

    static final class ForOpen extends Wait {
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

    static final class ForStep extends CountingWait {
        private final Condition.Step awaited;
        private String last = "";

        ForStep(Condition.Step awaited) {
            super(awaited.times());
            this.awaited = awaited;
        }

        @Override
        boolean happened(Happening happening, World world) {
            if (!(happening instanceof Happening.StepReached step)
                    || !isAwaited(step.name())
                    || (awaited.worker().isPresent() && awaited.worker().get() != step.worker())
                    || (awaited.node().isPresent() && !awaited.node().equals(step.node()))) {
                return false;
            }
            last = "client " + step.worker() + " at step " + step.name()
                    + step.node().map(node -> " of " + node).orElse("");
            return counted(true);
        }

        private boolean isAwaited(String step) {
            return awaited.name().equals(Condition.Step.ANY) || awaited.name().equals(step);
        }

        @Override
        String met() {
            return last;
        }

        @Override
        String progress() {
            return progress(
                    awaited.name().equals(Condition.Step.ANY)
                            ? "times at any step"
                            : "times at step " + awaited.name());
        }
    }
}
