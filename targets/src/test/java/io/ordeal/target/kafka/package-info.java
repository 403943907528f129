@NullMarked
package io.ordeal.target.kafka;

import org.jspecify.annotations.NullMarked;
