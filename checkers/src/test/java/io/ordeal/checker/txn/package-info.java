@NullMarked
package io.ordeal.checker.txn;

import org.jspecify.annotations.NullMarked;
