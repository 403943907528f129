@NullMarked
package io.ordeal.targets.postgres;

import org.jspecify.annotations.NullMarked;
