/**
 * The store: what a run was, and where what it left lies.
 *
 * <p>A run is a value, a {@link io.ordeal.store.RunSpec RunSpec}: target, workload, faults, options, seed, versions. It is
 * written as {@code test.json} before anything starts, and {@code ./ordeal run test.json} starts it again. All that the
 * run leaves is in its {@link io.ordeal.store.RunFolder RunFolder}.
 *
 * <p>The law of this package: <b>the files are the truth.</b> The verdict of a run is reached by reading its saved history,
 * so that {@code ./ordeal check RUN} can only say the same.
 *
 * <pre>
 * results/redis-setex/lock/20260101T120000-42/
 *   test.json  history.edn.gz  verdict.json  report.html  ordeal.log  nodes/n1/redis.log
 * </pre>
 */
@NullMarked
package io.ordeal.store;

import org.jspecify.annotations.NullMarked;
