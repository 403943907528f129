package io.ordeal.client;

/** The operation certainly had no effect, and this is the proof: recorded as {@code fail}. */
public class DefiniteFailure extends Exception {
    /** @param proof what the system said that leaves no doubt, e.g. {@code not the holder} */
    public DefiniteFailure(String proof) {
        super(proof);
    }

    public DefiniteFailure(String proof, Throwable cause) {
        super(proof, cause);
    }
}
