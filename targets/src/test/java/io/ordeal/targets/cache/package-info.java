@NullMarked
package io.ordeal.targets.cache;

import org.jspecify.annotations.NullMarked;
