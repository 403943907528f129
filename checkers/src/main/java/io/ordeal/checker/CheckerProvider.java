package io.ordeal.checker;

import java.util.List;

/**
 * Brings checkers into {@link Checkers#all}. Found by {@link java.util.ServiceLoader}, so that this package knows none
 * of the packages of the checkers themselves, and a jar on the class path can add its own.
 */
public interface CheckerProvider {
    /** In the order in which they are to be listed. */
    List<CheckerSpec> checkers();
}
