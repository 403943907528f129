/** Essay. */
@NullMarked
package io.ordeal.history.cuts;

import org.jspecify.annotations.NullMarked;
