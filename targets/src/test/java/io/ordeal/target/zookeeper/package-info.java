@NullMarked
package io.ordeal.target.zookeeper;

import org.jspecify.annotations.NullMarked;
