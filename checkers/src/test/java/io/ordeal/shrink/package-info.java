/** Tests of what may be left out of a history, by brute force, and of what is left. */
@NullMarked
package io.ordeal.shrink;

import org.jspecify.annotations.NullMarked;
