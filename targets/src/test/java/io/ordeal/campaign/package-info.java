/** Nights over the targets that there are. */
@NullMarked
package io.ordeal.campaign;

import org.jspecify.annotations.NullMarked;
