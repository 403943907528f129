@NullMarked
package io.ordeal.workload.set;

import org.jspecify.annotations.NullMarked;
