@NullMarked
package io.ordeal.target.postgres;

import org.jspecify.annotations.NullMarked;
