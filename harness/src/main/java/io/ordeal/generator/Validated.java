package io.ordeal.generator;

import io.ordeal.history.Op;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A generator whose answers are looked at before anybody acts on them. The runner wraps every generator so. */
public record Validated(Generator generator) implements Wrapper {
    /** @throws InvalidStepException if the answer is not one that can be acted on, or if there is none */
    @Override
    public Step next(GeneratorContext context) {
        Step step;
        try {
            step = generator.next(context);
        } catch (InvalidStepException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new InvalidStepException(
                    "the generator failed when it was asked for an operation (" + e + "). Context: " + context
                            + ". Generator: " + shown(generator),
                    e);
        }
        List<String> problems = problems(step, context);
        if (!problems.isEmpty()) {
            throw new InvalidStepException(problems, step, context);
        }
        return step.wrap(this::with);
    }

    /** @throws InvalidStepException if the generator fails */
    @Override
    public Generator update(GeneratorContext context, Op event) {
        try {
            return with(generator.update(context, event));
        } catch (RuntimeException e) {
            throw new InvalidStepException(
                    "the generator failed when it was told of " + event + " (" + e + "). Context: " + context
                            + ". Generator: " + shown(generator),
                    e);
        }
    }

    @Override
    public Generator around(Generator other) {
        return new Validated(other);
    }

    /** A generator as messages show it: in one piece, cut where it gets long. */
    static String shown(@Nullable Object value) {
        String text = String.valueOf(value);
        return text.length() <= 400 ? text : text.substring(0, 400) + "…";
    }

    @SuppressWarnings("ConstantValue") // user code need not be null-marked
    private static List<String> problems(@Nullable Step step, GeneratorContext context) {
        List<String> problems = new ArrayList<>(0);
        if (step == null) {
            problems.add("expected a step, found null");
        } else if (step instanceof Step.Pending pending) {
            if (isNull(pending.next())) {
                problems.add("next is null: say who is asked next");
            }
            if (pending.untilNanos() <= context.timeNanos()) {
                problems.add("waits until " + pending.untilNanos() + " ns, which is past");
            }
        } else if (step instanceof Step.Invoke invoke) {
            int worker = invoke.worker();
            if (!context.has(worker)) {
                problems.add("expected a worker of the context, found " + worker);
            } else if (!context.isFree(worker)) {
                problems.add("expected a worker that is free, found " + worker + ", which is at work");
            }
            if (isNull(invoke.next())) {
                problems.add("next is null: say what follows");
            }
            if (isNull(invoke.invocation())) {
                problems.add("invocation is null: say what is to be done");
            } else {
                if (invoke.invocation().f().isBlank()) {
                    problems.add("f is blank: give the operation a name");
                }
                Recordable.problems(invoke.invocation().value(), problems);
            }
        }
        return problems;
    }

    /** Fields of records are not null by their marking, but nothing enforces it in user code. */
    private static boolean isNull(@Nullable Object value) {
        return value == null;
    }
}
