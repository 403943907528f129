@NullMarked
package io.ordeal.targets.etcd;

import org.jspecify.annotations.NullMarked;
