/**
 * Banks: money that is moved between accounts is neither made nor lost.
 *
 * <pre>
 * p0  open a=20 b=20 |ok
 * p1                     transfer 5 from a to b |ok
 * p2                             read |ok a=15 b=20           wrong-total: 35, not 40
 * </pre>
 *
 * <p>The law of this package: only what the history proves. A transfer that failed moved nothing; one of unknown outcome
 * may have, or may yet. Where the accounts are in several databases, a read on the way can see a transfer in one and not
 * yet in the other, and only the totals after recovery count.
 */
@NullMarked
package io.ordeal.checker.bank;

import org.jspecify.annotations.NullMarked;
