@NullMarked
package io.ordeal.targets;

import org.jspecify.annotations.NullMarked;
