/** Tests of the kinds of fault. */
@NullMarked
package io.ordeal.fault.kinds;

import org.jspecify.annotations.NullMarked;
