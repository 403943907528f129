@NullMarked
package io.ordeal.target.messages;

import org.jspecify.annotations.NullMarked;
