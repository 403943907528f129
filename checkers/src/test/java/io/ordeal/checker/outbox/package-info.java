@NullMarked
package io.ordeal.checker.outbox;

import org.jspecify.annotations.NullMarked;
