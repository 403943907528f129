@NullMarked
package io.ordeal.targets.redis;

import org.jspecify.annotations.NullMarked;
