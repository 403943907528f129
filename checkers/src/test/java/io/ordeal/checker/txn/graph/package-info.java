/** Tests of the graphs of dependencies. */
@NullMarked
package io.ordeal.checker.txn.graph;

import org.jspecify.annotations.NullMarked;
