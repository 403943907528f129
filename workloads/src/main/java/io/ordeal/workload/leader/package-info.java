/**
 * Leader election: what a service that elects leaders must be able to do, and two ways to put it through its trial.
 *
 * <p>{@code leader-election} looks at what processes believe: two that take themselves for the leader at once. {@code
 * leader-terms} looks at the terms that come with the office: each is one leader's, and they rise. A leader asks again and
 * again whether it still leads, and resigns after a short while; whoever was refused resigns now and then, which must not
 * depose the leader.
 *
 * <p>A run's time is up while somebody leads. In the end, when everything is healed, whoever leads resigns, and each election
 * is won once more.
 *
 * <p>The laws of this package: a process <b>leads, in its own belief</b>, from the moment at which it is told to the moment at
 * which it begins to ask again and is told no; and <b>a frozen process is frozen with the answer in hand</b>, before it acts on
 * it.
 *
 * <pre>{@code
 * c0  campaign ├──────┤ok ═══ leads? ├─┤yes ═══════════ leads? ├─┤no
 * c1                              campaign ├──────┤ok ═══ leads? ├─┤yes      two leaders at once
 * }</pre>
 */
@NullMarked
package io.ordeal.workload.leader;

import org.jspecify.annotations.NullMarked;
