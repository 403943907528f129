/** Tests of what is said of targets. */
@NullMarked
package io.ordeal.targets;

import org.jspecify.annotations.NullMarked;
