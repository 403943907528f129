@NullMarked
package io.ordeal.checker.isolation;

import org.jspecify.annotations.NullMarked;
