/**
 * Where messages end: a small decoder a protocol, which reads one direction of one connection from its first byte on.
 *
 * <p>A {@link io.ordeal.toxiproxy.framing.Framing Framing} is a protocol as far as its frames go. It makes {@link
 * io.ordeal.toxiproxy.framing.Boundaries Boundaries}, which know of a stream nothing but whether it stands between two
 * messages:
 *
 * <pre>{@code
 * Boundaries boundaries = Framing.RESP.boundaries(true);
 * while (in.hasRemaining()) {
 *   boundaries.read(in);          // at most to the end of the current message
 *   if (boundaries.isBetween()) {
 *     messages++;
 *   }
 * }
 * }</pre>
 *
 * <p>The laws kept here: how a stream is cut into reads <b>makes no difference</b>; nothing is kept of a message but a few
 * numbers; and what can't be a frame of the protocol (TLS, a snapshot in its midst, another protocol) <b>is told as
 * lost</b>, for good: a decoder that guesses would tear messages apart and blame the system under test.
 */
@NullMarked
package io.ordeal.toxiproxy.framing;

import org.jspecify.annotations.NullMarked;
