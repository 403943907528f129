/**
 * Sets: is all that was acknowledged there at the end, and nothing else? Of a set that grows by itself every read counts:
 *
 * <pre>{@code
 * p0  add 1 |ok
 * p1           add 2 ...................................... info
 * p2                  read |ok #{1 2}
 * p3                                   read |ok #{2}                     a stale read: it lacks 1, which is there yet
 * p2                                                  read |ok #{1}      lost: 2
 * }</pre>
 *
 * <p>Of one that is read and written back under a lock the last read does, and losses are told by who undid whom:
 *
 * <pre>{@code
 * p0  add 1: reads version 4 ........ writes version 5 |ok
 * p1          add 2: reads version 4 .. writes version 6 |ok
 * p2                                                  read |ok #{2}        lost-update: of 1
 * }</pre>
 *
 * <p>The law of this package: only what the history proves. An add that failed was not done; one of unknown outcome may
 * be there at the end, or not; with no read at the end nothing is known.
 */
@NullMarked
package io.ordeal.checker.sets;

import org.jspecify.annotations.NullMarked;
