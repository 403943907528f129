package io.ordeal.generator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A generator gave an answer that nobody can act on, or none. It tells all that is wrong at once. */
public class InvalidStepException extends RuntimeException {
    private static final long serialVersionUID = 1;

    InvalidStepException(List<String> problems, @Nullable Step step, GeneratorContext context) {
        super("the generator gave a step that can't be done: " + Validated.shown(step) + ". Problems: "
                + String.join("; ", problems) + ". Context: " + context);
    }

    InvalidStepException(String message, Throwable cause) {
        super(message, cause);
    }
}
