@NullMarked
package io.ordeal.archive;

import org.jspecify.annotations.NullMarked;
