@NullMarked
package io.ordeal.targets.rabbitmq;

import org.jspecify.annotations.NullMarked;
