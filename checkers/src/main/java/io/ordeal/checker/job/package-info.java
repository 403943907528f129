/**
 * Jobs and their outputs: is each record of a job that is done in its output, once?
 *
 * <pre>{@code
 * p0  run [1 [10 11]]: its tasks write 10, 11; it commits |ok
 * p1  run [2 [20 21]]: a task writes 20, dies, and is run again |ok
 * p2                                       outputs |ok [[1 true [10 11]] [2 true [20 20 21]]]      duplicated: 20 of job 2
 * }</pre>
 *
 * <p>A <em>job</em> has an input of records, and writes each of them to its output. Its tasks may die, be run again, and be run
 * twice at once; whether what the attempts wrote becomes the job's output once is its commit protocol's part. A job that is done
 * puts a <em>marker</em> beside its output, Hadoop's {@code _SUCCESS}. A <em>reading</em> takes all outputs as one that consumes
 * them finds them, and tells of each whether it is marked.
 *
 * <p>The laws of this package:
 *
 * <ul>
 *   <li><b>What is marked is whole</b>: each record of the input is there, once, and nothing else; from the first reading that
 *       finds the marker on, whatever its client was told. So is, marker and all, what its client was told to be done.
 *   <li><b>What failed was never there</b>: neither marker nor record is seen in any reading, of a job whose client was told that
 *       it failed, or that was doomed to fail.
 *   <li><b>Of what nobody knows nothing is promised but the first</b>: a part without a marker is noted, as those who heed the
 *       marker never read it.
 *   <li><b>Nobody writes what is not in the input</b>, be it marked or not.
 * </ul>
 */
@NullMarked
package io.ordeal.checker.job;

import org.jspecify.annotations.NullMarked;
