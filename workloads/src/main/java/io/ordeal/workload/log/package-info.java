/**
 * Logs: what an append-only log must be able to do, such as a partition of Kafka or a stream of NATS, and how it is put
 * through its trial.
 *
 * <p>{@code log} appends elements, each once, to a few logs, and reads on from where each process was; a new process begins
 * at the first entry, and now and then an old one does. In the end every log is read whole, by all clients together and
 * then by each for itself.
 *
 * <pre>{@code
 * {:process 0, :type :invoke, :f :append, :value ["l0" 17]}
 * {:process 0, :type :ok,     :f :append, :value ["l0" [4 17]]}
 * {:process 1, :type :invoke, :f :read,   :value ["l0" nil]}
 * {:process 1, :type :ok,     :f :read,   :value ["l0" 3 [[3 12] [4 17]]]}
 * }</pre>
 *
 * <p>The laws of this package: a log is <b>never given up for another</b>, as order and loss show at its end; and <b>where a
 * process reads on is the workload's own affair</b>: a client is always asked for the entries from an offset on.
 */
@NullMarked
package io.ordeal.workload.log;

import org.jspecify.annotations.NullMarked;
