/** Tests of what targets share. */
@NullMarked
package io.ordeal.target.parts;

import org.jspecify.annotations.NullMarked;
