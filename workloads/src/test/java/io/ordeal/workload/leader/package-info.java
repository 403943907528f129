@NullMarked
package io.ordeal.workload.leader;

import org.jspecify.annotations.NullMarked;
