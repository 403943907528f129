@NullMarked
package io.ordeal.targets.nacos;

import org.jspecify.annotations.NullMarked;
