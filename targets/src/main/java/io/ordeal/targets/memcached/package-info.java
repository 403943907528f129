/**
 * Memcached: a server, and a connection of its text protocol.
 *
 * <p>Clients speak the protocol by themselves, {@link io.ordeal.targets.memcached.MemcachedConnection}: the known libraries connect
 * anew behind their users' backs, and a cache that was started anew between two commands of an operation has forgotten what the
 * first was told.
 */
@NullMarked
package io.ordeal.targets.memcached;

import org.jspecify.annotations.NullMarked;
