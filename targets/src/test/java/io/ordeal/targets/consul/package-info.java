@NullMarked
package io.ordeal.targets.consul;

import org.jspecify.annotations.NullMarked;
