/** Figures and evidence. */
@NullMarked
package io.ordeal.checker.measure;

import org.jspecify.annotations.NullMarked;
