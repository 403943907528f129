/**
 * Jobs on systems that run them: Spark's drivers and executors, and MapReduce's application masters and tasks.
 *
 * <pre>
 *   driver ── a job of four tasks ──► executors (children of the workers w1, w2)
 *     │                                 a task writes a file for each of its records, called as no other attempt's
 *     │   v1:      under _temporary of the output; a committed task's folder is renamed; the driver moves all in the end
 *     │   v2:      under _temporary; a task moves its own files when it is allowed to commit
 *     │   direct:  where the output is
 *     └── puts _SUCCESS
 * </pre>
 *
 * <p>Outputs lie on this machine's files, through a file system of Hadoop's that renames slowly, as on a store where to rename is to
 * copy: for such the second algorithm was made. They are read as files, round the system.
 *
 * <p>Drivers are processes of their own; what they run is code of ours, {@code driver/*.java} among the resources, compiled against
 * the jars that were fetched, and loaded with them apart from the harness' own.
 *
 * <p>The laws of this package: <b>a job is told to have failed only if it had not begun to commit</b>: after that nobody knows; and
 * <b>a consumer passes over what begins with an underscore or a dot</b>, as Hadoop's and Spark's own do.
 */
@NullMarked
package io.ordeal.targets.jobs;

import org.jspecify.annotations.NullMarked;
