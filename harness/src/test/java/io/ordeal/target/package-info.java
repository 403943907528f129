/** Tests of what is said of targets. */
@NullMarked
package io.ordeal.target;

import org.jspecify.annotations.NullMarked;
