/** Tests of replays, without a system. */
@NullMarked
package io.ordeal.reproduce;

import org.jspecify.annotations.NullMarked;
