/** Tests of the workload of transfers, on databases in memory and virtual time. */
@NullMarked
package io.ordeal.workload.transfer;

import org.jspecify.annotations.NullMarked;
