/**
 * Tools of the system's, such as {@code mount} and {@code ip}, that are run to their end.
 *
 * <p>The law of this package: <b>a tool that is missing, fails or hangs is told by its name</b>, with what it said.
 *
 * <pre>{@code
 * Command.run("umount", folder).require();
 * }</pre>
 */
@NullMarked
package io.ordeal.tool;

import org.jspecify.annotations.NullMarked;
