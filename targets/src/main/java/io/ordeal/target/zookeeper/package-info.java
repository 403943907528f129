/**
 * ZooKeeper: an ensemble of three, and what is built on it.
 *
 * <p>{@link io.ordeal.target.zookeeper.ZooKeeperEnsemble} tells the cluster once, for processes and containers. Its law:
 * servers meet over their links alone, elections included, which takes some care with the address that a server gives of
 * itself, see {@link io.ordeal.target.zookeeper.ZooKeeperServer}.
 */
@NullMarked
package io.ordeal.target.zookeeper;

import org.jspecify.annotations.NullMarked;
