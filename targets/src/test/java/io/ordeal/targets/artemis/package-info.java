@NullMarked
package io.ordeal.targets.artemis;

import org.jspecify.annotations.NullMarked;
