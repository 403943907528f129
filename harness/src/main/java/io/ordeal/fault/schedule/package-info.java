/**
 * Schedules: which faults strike when and whom, as values that are drawn, written by hand, recorded and read back.
 *
 * <p>A {@link io.ordeal.fault.schedule.Schedule Schedule} is a list of {@link io.ordeal.fault.schedule.PlannedFault
 * faults}. Each has a name of its own, what it does ({@code kill:primary}), and its beginning and its end: {@link
 * io.ordeal.fault.schedule.Condition conditions} that must be met one after the other. A time is only one kind of them:
 *
 * <pre>
 *   kill:primary@after=200:add+open=transfer..for=2s
 *   └───────────┘└───────────────────────────┘└────┘
 *    what, whom   begins when 200 :add are ok,  ends 2 s after it began
 *                 and then a :transfer is open
 * </pre>
 *
 * <p><b>The short form</b> stands in {@code --faults}: {@code [id=]kind[:whom][:mode][@begin[..end]]}. Conditions in order
 * have a {@code +} between them, alternatives a {@code /} (any of them will do). Each is {@code name=value}, perhaps with
 * {@code :qualifier=value} behind. What holds one of {@code + / : , ..} stands in quotes, single or double.
 *
 * <pre>
 *   after=N[:f][:begun|ok|fail|info|ended][:key=K][:process=P][:worker=W]
 *                               N such operations came so far, counted from when they began to be waited for; ok without
 *   open=F[:key=K][:process=P][:worker=W]   such an operation is open
 *   step="prepared 1"[:node=n1][:worker=W][:times=N]    a client process stands there; it goes on when the fault has struck;
 *                               step=any: at whichever step, step=any:times=2 at the second that comes
 *   bytes=N:n1-n2               so many bytes have passed from n1 to n2, whoever opened the connection
 *   messages=N:n1-n2            so many whole messages have, on the ports whose protocol is known
 *   log=REGEX[:node=n1][:times=N]           a line in which it is found was added to a node's log
 *   primary=n1|another|none[:times=N]       n1 is primary; another than before is; nobody is
 *   deposed=n1|any[:times=N]    n1, or whoever was, is primary no more
 *   began=ID   ended=ID         another fault has struck, or was healed
 *   at=3s                       of the main phase
 *   for=2s                      so long after the condition before, or, of an end's first, after the fault began
 * </pre>
 *
 * <p><b>Whom</b>: a node's name, or a word that the kind knows ({@code one}, {@code minority}, {@code primary}, …), or
 * {@code follower}, {@code client=3} (the node that client 3 is connected to), {@code victim=ID} (whom another fault
 * struck), {@code asked} and {@code asking} (the node that a step is about, and the client that stands there). All are
 * resolved when the fault strikes, and the history says to whom. {@code primary=victim=ID} and the like wait for such a
 * node.
 *
 * <p><b>How it runs.</b> {@link io.ordeal.fault.schedule.ScheduleState ScheduleState} knows no clock and no thread: it is
 * told what happened and when, and says which faults are due; so it is tested on virtual time. A condition looks only at
 * what happens from when it is its turn; what is a state rather than an event (an open operation, a primary, another fault
 * that has begun) may be so already. {@link io.ordeal.fault.schedule.ScheduleEngine ScheduleEngine} tells it of operations
 * as they are recorded and of steps as clients come to them, and looks at what can only be looked at: logs and links every
 * few milliseconds, the primaries as often as they answer, each only if the schedule has such conditions. Every fault
 * strikes and heals on a thread of its own, so that none waits for another's. {@link io.ordeal.fault.schedule.Nemesis
 * Nemesis} does it and writes it down:
 *
 * <pre>
 * {:process :nemesis, :type :info, :f :start-kill, :value "k1"}
 * {:process :nemesis, :type :info, :f :start-kill, :value {:fault "kill:primary", :id "k1", :nodes ["n2"],
 *                                                          :trigger "after 200 :add (event 4711)", …}}
 * </pre>
 *
 * <p><b>How it is drawn.</b> A fault that does not say when it strikes is drawn by {@link
 * io.ordeal.fault.schedule.DrawnFaults DrawnFaults}, plainly or by swarm ({@link io.ordeal.fault.schedule.Drawing
 * Drawing}); which faults there are, too, with {@code any} ({@link io.ordeal.fault.schedule.AnyFaults AnyFaults}). Swarm
 * uses the conditions above, with a time beside each, so that nothing is waited for in vain:
 *
 * <pre>
 *   begin: [at=340ms, after=1:transfer:begun/for=1s, for=7ms]      in the midst of a transfer
 *   begin: [ended=kill-1, began=partition-2/for=6s, …]             while another is in force
 * </pre>
 *
 * <p>The laws of this package: <b>what is drawn is drawn before it runs</b>, from the seed alone; a schedule that <b>did
 * not come to pass is told</b> ({@code condition 3 of fault k1 was never met: 0 of 2 elections}) and its run is never
 * valid; what a condition needs and <b>a system does not have is refused by name</b> before anything starts.
 */
@NullMarked
package io.ordeal.fault.schedule;

import org.jspecify.annotations.NullMarked;
