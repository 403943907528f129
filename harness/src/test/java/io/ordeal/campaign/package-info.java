/** A night's judgements. */
@NullMarked
package io.ordeal.campaign;

import org.jspecify.annotations.NullMarked;
