/**
 * Rows and messages: does each row that was stored have its message, and each message its row?
 *
 * <pre>{@code
 * p0  publish 1: commits row 1 ... sends message 1 |ok
 * p1  publish 2: commits row 2 ... killed                          info
 * p2                                                rows |ok [1 2]
 * p2                                                               drain |ok [1]      lost: message 2
 * }</pre>
 *
 * <p>A <em>publication</em> stores a row and sends a message that tells of it, both under one id. At the end the rows are
 * read and the messages drained. What was acknowledged must be there, the row and the message; of what nobody knows
 * either both may be there, or neither; what was refused, or abandoned by the application itself, must have left no trace.
 * Delivery is at least once: a message that comes twice is noted, and harmless.
 *
 * <p>The laws of this package:
 *
 * <ul>
 *   <li><b>A drain that is ok says that nothing is outstanding</b>: what was stored before it began and is in no drain has
 *       no message, and never will. A client that can't tell so answers with an error, and the verdict is Unknown.
 *   <li><b>Only readings that began later count against something.</b> A row that was read is compared with drains that
 *       began after that. A row that was acknowledged or read is in each reading of rows that began after that; one of which
 *       nothing is known but its message, in one of them at least, and none counts that began before the publication's
 *       client was done with it.
 * </ul>
 */
@NullMarked
package io.ordeal.checker.outbox;

import org.jspecify.annotations.NullMarked;
