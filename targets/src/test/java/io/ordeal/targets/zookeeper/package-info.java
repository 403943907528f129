@NullMarked
package io.ordeal.targets.zookeeper;

import org.jspecify.annotations.NullMarked;
