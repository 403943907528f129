/** Tests of the checker of transactions over several databases, by coordinators that are simulated. */
@NullMarked
package io.ordeal.checker.atomic;

import org.jspecify.annotations.NullMarked;
