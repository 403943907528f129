@NullMarked
package io.ordeal.cluster.compose;

import org.jspecify.annotations.NullMarked;
