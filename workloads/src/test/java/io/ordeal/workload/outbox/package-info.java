@NullMarked
package io.ordeal.workload.outbox;

import org.jspecify.annotations.NullMarked;
