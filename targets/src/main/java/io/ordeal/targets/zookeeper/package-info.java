/**
 * ZooKeeper: an ensemble of three, and what is built on it.
 *
 * <p>{@link io.ordeal.targets.zookeeper.ZooKeeperEnsemble} tells the cluster once, for processes and containers. Its law:
 * servers meet over their links alone, elections included, which takes some care with the address that a server gives of
 * itself, see {@link io.ordeal.targets.zookeeper.ZooKeeperServer}.
 */
@NullMarked
package io.ordeal.targets.zookeeper;

import org.jspecify.annotations.NullMarked;
