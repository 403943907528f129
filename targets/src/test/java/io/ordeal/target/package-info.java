@NullMarked
package io.ordeal.target;

import org.jspecify.annotations.NullMarked;
