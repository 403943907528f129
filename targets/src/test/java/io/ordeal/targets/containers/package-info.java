@NullMarked
package io.ordeal.targets.containers;

import org.jspecify.annotations.NullMarked;
