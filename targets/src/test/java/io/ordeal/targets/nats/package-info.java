@NullMarked
package io.ordeal.targets.nats;

import org.jspecify.annotations.NullMarked;
