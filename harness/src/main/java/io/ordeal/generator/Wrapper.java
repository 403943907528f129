package io.ordeal.generator;

import io.ordeal.history.Op;

/** A generator around one other, to which it passes on what happens. */
interface Wrapper extends Generator {
    /** The one inside. */
    Generator generator();

    /** The same around another. */
    Generator around(Generator other);

    /** This, where the one inside is still the same. */
    default Generator with(Generator other) {
        return other == generator() ? this : around(other);
    }

    @Override
    default Generator update(GeneratorContext context, Op event) {
        return with(generator().update(context, event));
    }
}
