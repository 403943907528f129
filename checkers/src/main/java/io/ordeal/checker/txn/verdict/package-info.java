/**
 * From anomalies to a verdict on a level of isolation: what was found, told in sentences, and what is proved.
 *
 * <p>The law: a level is Invalid if an anomaly was found that it proscribes; it is Valid if it, or a stronger one, was
 * proved; otherwise it is Unknown, whatever was not found.
 */
@NullMarked
package io.ordeal.checker.txn.verdict;

import org.jspecify.annotations.NullMarked;
