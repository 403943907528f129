@NullMarked
package io.ordeal.target.artemis;

import org.jspecify.annotations.NullMarked;
