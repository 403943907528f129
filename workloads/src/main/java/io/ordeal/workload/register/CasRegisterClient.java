package io.ordeal.workload.register;

/** Registers with compare-and-set. */
public interface CasRegisterClient extends RegisterClient {
    /**
     * Replaces a value by another if it is the one expected.
     *
     * @return whether it was; if not, nothing was changed
     * @throws io.ordeal.client.DefiniteFailure nothing was or will be changed
     * @throws Exception nobody knows whether it was, or will be, changed
     */
    boolean compareAndSet(String key, long expected, long value) throws Exception;
}
