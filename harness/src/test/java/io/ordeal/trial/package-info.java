/** Tests of how a run is put together. */
@NullMarked
package io.ordeal.trial;

import org.jspecify.annotations.NullMarked;
