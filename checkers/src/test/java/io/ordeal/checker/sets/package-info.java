/** Sets: each anomaly by a mutant. */
@NullMarked
package io.ordeal.checker.sets;

import org.jspecify.annotations.NullMarked;
