/** The fast ways against the search and against brute force. */
@NullMarked
package io.ordeal.checker.linearizability.fast;

import org.jspecify.annotations.NullMarked;
