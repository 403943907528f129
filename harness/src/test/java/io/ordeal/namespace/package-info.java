@NullMarked
package io.ordeal.namespace;

import org.jspecify.annotations.NullMarked;
