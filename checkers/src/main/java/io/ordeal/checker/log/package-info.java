/**
 * Logs: does what was appended stay where it was put, and does everybody read the same?
 *
 * <pre>{@code
 * p0  append [0 a] |ok [0 [7 a]]
 * p1                             read [0 5] |ok [0 5 [[5 x] [6 y] [7 a]]]
 * p0                                                  append [0 b] |ok [0 [7 b]]      inconsistent-offsets: a, then b
 * p1                                                              read-all 0 |ok …    lost-write: a
 * }</pre>
 *
 * <p>A <em>log</em> is known by its key. An <em>append</em> puts an element behind all others and tells its
 * <em>offset</em>; offsets rise, perhaps with gaps, as a partition of Kafka and a stream of NATS number what they hold. A
 * <em>read</em> begins at an offset and has all entries from there to where the log ended at some moment. The anomalies
 * are those of Jepsen's workload for systems like Kafka, by its names.
 *
 * <p>The laws of this package:
 *
 * <ul>
 *   <li><b>There is an execution, or there is an anomaly.</b> A history is Invalid if and only if no sequence of appends,
 *       each once at most and between its invocation and its completion, with rising offsets, explains all answers. Brute
 *       force over small histories says the same.
 *   <li><b>A read may be late, a read-all may not.</b> A read has the log of some moment before it was answered, and none
 *       earlier than its process has seen; one of the whole log, asked for when all is healed, has what was known to be in
 *       it before it began. Only the second says of the log's end that something is lost.
 *   <li><b>An offset may be left out, an entry may not.</b> Between its beginning and its last entry a read has every entry
 *       that anybody was told of.
 * </ul>
 */
@NullMarked
package io.ordeal.checker.log;

import org.jspecify.annotations.NullMarked;
