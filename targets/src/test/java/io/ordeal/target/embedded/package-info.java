@NullMarked
package io.ordeal.target.embedded;

import org.jspecify.annotations.NullMarked;
