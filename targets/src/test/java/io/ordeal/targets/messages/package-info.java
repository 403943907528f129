@NullMarked
package io.ordeal.targets.messages;

import org.jspecify.annotations.NullMarked;
