@NullMarked
package io.ordeal.workload.queue;

import org.jspecify.annotations.NullMarked;
