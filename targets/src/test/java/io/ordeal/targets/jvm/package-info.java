@NullMarked
package io.ordeal.targets.jvm;

import org.jspecify.annotations.NullMarked;
