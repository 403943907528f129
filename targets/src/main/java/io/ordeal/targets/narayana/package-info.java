/**
 * Narayana, a transaction manager of the trade, as targets use it: in a process of its own for each worker, with a log in
 * the worker's folder.
 *
 * <p>The law of this package: <b>several managers share their participants, and none touches what is another's</b>. A
 * manager goes by one name in all of its lives, and recovers the transactions that carry it.
 *
 * <pre>{@code
 * Narayana narayana = Narayana.ofThisJvm(
 *     new Narayana.Settings("w3", folder, Narayana.Log.DURABLE, Duration.ofSeconds(5), Duration.ofSeconds(6)), participants);
 * narayana.recoverNowAndThen();
 * narayana.transactions().begin();
 * }</pre>
 */
@NullMarked
package io.ordeal.targets.narayana;

import org.jspecify.annotations.NullMarked;
