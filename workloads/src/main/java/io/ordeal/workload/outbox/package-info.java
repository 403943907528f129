/**
 * Rows and messages: what an application must be able to do that stores a row and tells others of it by a message, and
 * how that is put through its trial.
 *
 * <p>{@code outbox} publishes rows with their messages, now and then abandons one before it is committed, and at the end
 * lets every process recover what its predecessors left, reads the rows, drains the messages, and reads the rows again: so that each row that was read is held against messages
 * that came later, and each message against rows that were read later. Whatever is killed or cut off between the row and
 * the message must not part them.
 *
 * <pre>{@code
 * c0  publish 1 ├── row ── message ──┤ok
 * c1  publish 2 ├── row ── killed                       info        rows [1 2] ... drain [1]: the message of 2 is lost
 * }</pre>
 *
 * <p>The law of this package: <b>a client's {@code rows} and {@code drain} answer only when nothing is outstanding</b>: no
 * row in doubt, no message waiting to be sent. Until then they fail, and are tried again.
 */
@NullMarked
package io.ordeal.workload.outbox;

import org.jspecify.annotations.NullMarked;
