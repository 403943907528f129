/** The search and its models against a brute force over all orders, on random histories. */
@NullMarked
package io.ordeal.checker.linearizability;

import org.jspecify.annotations.NullMarked;
