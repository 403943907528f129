@NullMarked
package io.ordeal.cluster;

import org.jspecify.annotations.NullMarked;
