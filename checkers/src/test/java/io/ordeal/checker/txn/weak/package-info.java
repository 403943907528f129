@NullMarked
package io.ordeal.checker.txn.weak;

import org.jspecify.annotations.NullMarked;
