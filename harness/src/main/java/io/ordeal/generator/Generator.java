package io.ordeal.generator;

import io.ordeal.history.Op;

/** What is to be done next. Implementations are immutable. */
public interface Generator {
    /** The next operation, if there is one for a free worker now or later. */
    Step next(GeneratorContext context);

    /**
     * This generator, knowing of an event: an operation that was invoked or completed, by whomever it was generated.
     *
     * @param event as the history has it
     */
    default Generator update(GeneratorContext context, Op event) {
        return this;
    }
}
