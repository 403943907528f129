@NullMarked
package io.ordeal.targets.ratis;

import org.jspecify.annotations.NullMarked;
