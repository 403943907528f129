/** What of the command line needs no target. */
@NullMarked
package io.ordeal.cli;

import org.jspecify.annotations.NullMarked;
