@NullMarked
package io.ordeal.target.jvm;

import org.jspecify.annotations.NullMarked;
