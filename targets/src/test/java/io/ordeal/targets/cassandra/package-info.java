@NullMarked
package io.ordeal.targets.cassandra;

import org.jspecify.annotations.NullMarked;
