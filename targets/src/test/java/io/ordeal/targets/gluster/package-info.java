@NullMarked
package io.ordeal.targets.gluster;

import org.jspecify.annotations.NullMarked;
