/** Essay. */
@NullMarked
package io.ordeal.shrink;

import org.jspecify.annotations.NullMarked;
