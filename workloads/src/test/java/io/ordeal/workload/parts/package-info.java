/** Tests of the parts of workloads. */
@NullMarked
package io.ordeal.workload.parts;

import org.jspecify.annotations.NullMarked;
