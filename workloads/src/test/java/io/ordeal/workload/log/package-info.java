@NullMarked
package io.ordeal.workload.log;

import org.jspecify.annotations.NullMarked;
