@NullMarked
package io.ordeal.checker.log;

import org.jspecify.annotations.NullMarked;
