/** Tests of histories, values, slices and summaries. */
@NullMarked
package io.ordeal.history;

import org.jspecify.annotations.NullMarked;
