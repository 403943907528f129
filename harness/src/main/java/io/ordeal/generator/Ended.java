package io.ordeal.generator;

/** What follows when there is nothing more. */
record Ended() implements Generator {
    static final Ended INSTANCE = new Ended();

    @Override
    public Step next(GeneratorContext context) {
        return new Step.Exhausted();
    }
}
