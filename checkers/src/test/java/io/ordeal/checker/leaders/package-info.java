@NullMarked
package io.ordeal.checker.longfork;

import org.jspecify.annotations.NullMarked;
