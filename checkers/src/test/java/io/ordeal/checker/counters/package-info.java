@NullMarked
package io.ordeal.checker.counters;

import org.jspecify.annotations.NullMarked;
