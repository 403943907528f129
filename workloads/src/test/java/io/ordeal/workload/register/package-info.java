@NullMarked
package io.ordeal.workload.register;

import org.jspecify.annotations.NullMarked;
