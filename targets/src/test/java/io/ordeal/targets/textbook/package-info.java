@NullMarked
package io.ordeal.targets.textbook;

import org.jspecify.annotations.NullMarked;
