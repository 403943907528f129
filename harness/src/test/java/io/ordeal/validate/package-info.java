@NullMarked
package io.ordeal.validate;

import org.jspecify.annotations.NullMarked;
