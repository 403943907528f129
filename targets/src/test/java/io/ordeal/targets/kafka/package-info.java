@NullMarked
package io.ordeal.targets.kafka;

import org.jspecify.annotations.NullMarked;
