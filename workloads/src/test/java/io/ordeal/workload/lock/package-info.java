@NullMarked
package io.ordeal.workload.lock;

import org.jspecify.annotations.NullMarked;
