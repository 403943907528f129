/** Searches for commit orders, against a brute force over all of them. */
@NullMarked
package io.ordeal.checker.txn.search;

import org.jspecify.annotations.NullMarked;
