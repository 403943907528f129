@NullMarked
package io.ordeal.workload.txn;

import org.jspecify.annotations.NullMarked;
