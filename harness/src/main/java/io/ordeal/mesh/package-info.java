/**
 * The mesh: every directed link of a trial is a proxy of a Toxiproxy server, driven by toxiproxy-java.
 *
 * <p>Worker 3's clients reach node 1 by the link {@code c3→n1}, node 1 reaches node 2 by {@code n1→n2}; each {@link
 * io.ordeal.mesh.Link Link} has a proxy for every port of the receiving node that the sender uses. Faults speak of
 * messages, and a connection carries them both ways: what a says to b travels upstream on a→b and downstream on b→a, so
 * blocking the messages a→b is a toxic on both.
 *
 * <pre>
 *            link c3→n1                        link n1→n2
 *   c3 ──► [proxy c3-n1.client] ──► n1 ──► [proxy n1-n2.peer] ──► n2
 *   break of the messages n2→n1:            ◄──╳── downstream here, upstream on n2→n1
 * </pre>
 *
 * <p>Breaks overlap, on one link too: each is a toxic of its own, and a link that was cut twice is open when both cuts are
 * healed.
 *
 * <p>A break of {@link io.ordeal.mesh.Breakage.Messages Messages} counts those of all its lanes as those of one way. It
 * needs our own proxy server, and, unless it holds all, a port whose messages are {@linkplain
 * io.ordeal.mesh.ToxiproxyMesh#frame framed}.
 *
 * <p>The law of this package: <b>healing gives back exactly what breaking took</b>, and of every break the mesh tells
 * what it did (connections cut, bytes held), so that a fault that never bit is seen.
 */
@NullMarked
package io.ordeal.mesh;

import org.jspecify.annotations.NullMarked;
