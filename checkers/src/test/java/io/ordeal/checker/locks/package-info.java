/** Locks: intervals against a brute force over all orders, and a mutant for each anomaly. */
@NullMarked
package io.ordeal.checker.locks;

import org.jspecify.annotations.NullMarked;
