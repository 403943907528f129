/** Tests of what is written down of runs. */
@NullMarked
package io.ordeal.store;

import org.jspecify.annotations.NullMarked;
