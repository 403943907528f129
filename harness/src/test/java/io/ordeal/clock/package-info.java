@NullMarked
package io.ordeal.clock;

import org.jspecify.annotations.NullMarked;
