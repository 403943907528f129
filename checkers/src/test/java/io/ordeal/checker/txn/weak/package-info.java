/** The weak levels, against a brute force over all commit orders; that oracle serves the search as well. */
@NullMarked
package io.ordeal.checker.txn.weak;

import org.jspecify.annotations.NullMarked;
