/**
 * The checkers of transactions by name: {@code list-append} and {@code rw-register}, with the level that {@code --model}
 * names.
 */
@NullMarked
package io.ordeal.checker.isolation;

import org.jspecify.annotations.NullMarked;
