/**
 * What lies in a results' folder, kept in mind: an entry a run, a few hundred bytes each, and which of them are asked for.
 *
 * <p>{@link io.ordeal.serve.index.RunIndex RunIndex} looks at {@code <target>/<workload>/<run>/} when somebody asks, and
 * reads of a run what is small, {@code test.json} and {@code verdict.json}, never its history. It reads them once: of a run
 * whose folder has not changed since, which the folder's time tells, it asks no more than that time.
 *
 * <p>The laws of this package: <b>what can't be read is told, and is never valid</b>: a verdict that is torn, or says something
 * else, is {@link io.ordeal.serve.index.RunState#UNREADABLE unreadable}; and <b>nothing is written</b>, nor followed out of
 * the folder: symbolic links are no runs.
 */
@NullMarked
package io.ordeal.serve.index;

import org.jspecify.annotations.NullMarked;
