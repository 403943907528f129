/** Tests of what targets share. */
@NullMarked
package io.ordeal.targets.parts;

import org.jspecify.annotations.NullMarked;
