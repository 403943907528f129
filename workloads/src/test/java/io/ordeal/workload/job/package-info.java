@NullMarked
package io.ordeal.workload.job;

import org.jspecify.annotations.NullMarked;
