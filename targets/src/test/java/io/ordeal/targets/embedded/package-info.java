@NullMarked
package io.ordeal.targets.embedded;

import org.jspecify.annotations.NullMarked;
