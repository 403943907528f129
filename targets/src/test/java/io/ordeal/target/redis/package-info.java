@NullMarked
package io.ordeal.target.redis;

import org.jspecify.annotations.NullMarked;
