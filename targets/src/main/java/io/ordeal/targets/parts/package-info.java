/**
 * Parts from which targets are put together: a target as a value, the names of faults that expectations speak of.
 *
 * <p>The law of this package: it knows no system. An expectation names its source, and one that stands on reasoning alone
 * says so.
 *
 * <pre>{@code
 * public final class MyLockTarget extends PlainTarget {
 *     public MyLockTarget() {
 *         super(
 *                 "my-lock",
 *                 "my lock service, one node",
 *                 ClusterDescription.of(new NodeSpec("n1", new MyServer())),
 *                 () -> ClientFactories.of(LockClient.class, context -> new MyLock(context.endpoint("n1", "client"))),
 *                 List.of(Expectation.holds("lock", Faults.NETWORK, "its manual, chapter 3")));
 *     }
 * }
 * }</pre>
 */
@NullMarked
package io.ordeal.targets.parts;

import org.jspecify.annotations.NullMarked;
