/** Tests and benchmarks of histories on disk. */
@NullMarked
package io.ordeal.history.io;

import org.jspecify.annotations.NullMarked;
