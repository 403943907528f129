/** Tests of client processes, all of them with real ones. */
@NullMarked
package io.ordeal.client.process;

import org.jspecify.annotations.NullMarked;
