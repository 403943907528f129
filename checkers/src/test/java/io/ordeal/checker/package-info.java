/** The checkers as a whole: golden histories, the arrows between packages. */
@NullMarked
package io.ordeal.checker;

import org.jspecify.annotations.NullMarked;
