/**
 * Databases that are a library, H2, HSQLDB and SQLite, at what they call SERIALIZABLE: inside this JVM, where nothing can
 * be killed or cut off, and H2 and HSQLDB as servers of their own.
 *
 * <p>{@link io.ordeal.targets.embedded.EmbeddedError EmbeddedError} says, in one place, which of their answers to COMMIT
 * prove that nothing was done.
 *
 * <p>The law of this package: each run has a database of its own, empty at first.
 *
 * <pre>{@code
 * ./ordeal run --target h2-serializable --workload write-skew --time 10s
 * }</pre>
 */
@NullMarked
package io.ordeal.targets.embedded;

import org.jspecify.annotations.NullMarked;
