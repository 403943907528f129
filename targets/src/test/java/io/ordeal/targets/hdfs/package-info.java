@NullMarked
package io.ordeal.targets.hdfs;

import org.jspecify.annotations.NullMarked;
