@NullMarked
package io.ordeal.toxiproxy.framing;

import org.jspecify.annotations.NullMarked;
