@NullMarked
package io.ordeal.targets.memcached;

import org.jspecify.annotations.NullMarked;
