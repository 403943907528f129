@NullMarked
package io.ordeal.software;

import org.jspecify.annotations.NullMarked;
