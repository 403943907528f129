@NullMarked
package io.ordeal.checker.queues;

import org.jspecify.annotations.NullMarked;
