@NullMarked
package io.ordeal.checker.leaders;

import org.jspecify.annotations.NullMarked;
