/**
 * The mesh: every directed link of a trial is a proxy of a Toxiproxy server, driven by toxiproxy-java.
 *
 * <p>Worker 3's clients reach node 1 by the link {@code c3→n1}, node 1 reaches node 2 by {@code n1→n2}; each {@link
 * io.ordeal.mesh.Link Link} has a proxy for every port of the receiving node that the sender uses. Faults speak of
 * messages, and a connection carries them both ways: what a says to b travels upstream on a→b and downstream on b→a, so
 * blocking the messages a→b is a toxic on both.
 *
 * <p>The law of this package: <b>healing gives back exactly what breaking took</b>, and of every break the mesh tells
 * what it did (connections cut, bytes held), so that a fault that never bit is seen.
 */
@NullMarked
package io.ordeal.mesh;

import org.jspecify.annotations.NullMarked;
