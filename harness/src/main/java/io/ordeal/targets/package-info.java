/**
 * What a target is; the targets themselves are in a module of their own, or in a jar of somebody else's, and found by
 * {@code ServiceLoader}.
 *
 * <p>A {@link io.ordeal.targets.Target Target} describes a cluster once, for processes and for containers, opens clients
 * for the workloads that it can serve, and says what is {@linkplain io.ordeal.targets.Expectation expected} of it and
 * according to whom. The law of this package: <b>a {@code breaks} that does not break is as red as a {@code holds} that
 * breaks, and so is what is found beside what is expected.</b> Variants are targets: {@code zookeeper-register} and {@code zookeeper-register-sync} are two.
 *
 * <pre>{@code
 * public final class MyLockTarget implements Target {
 *     public String name() { return "my-lock"; }
 *     public String summary() { return "my lock service, one node"; }
 *     public ClusterDescription cluster() { return ClusterDescription.of(new NodeSpec("n1", new MyServer())); }
 *     public ClientFactories newClients() {
 *         return ClientFactories.of(LockClient.class, context -> new MyLock(context.endpoint("n1", "client")));
 *     }
 *     public List<Expectation> expectations() { return List.of(); }
 * }
 * }</pre>
 *
 * <p>A system of which nobody here can start a server is a target, too: its cluster is {@link io.ordeal.cluster.GivenServers}, and
 * it is tried where it runs already, by {@code --endpoint}. Without one it is refused, and nights pass over it and say so.
 */
@NullMarked
package io.ordeal.targets;

import org.jspecify.annotations.NullMarked;
