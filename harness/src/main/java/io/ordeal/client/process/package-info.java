/**
 * Clients and coordinators that are processes of their own: operation in, completion out.
 *
 * <p>Such a client can be killed with -9 between two steps of an operation, or stopped with all its threads, and it can be
 * written in any language. A target names the {@linkplain io.ordeal.client.process.ClientCommand command} that starts it;
 * in Java it is a {@link io.ordeal.client.process.ClientProgram ClientProgram} with one method:
 *
 * <pre>{@code
 * public final class MyCoordinator implements ClientProgram {
 *     public Client open(ClientContext context) { return new MyOperations(context.endpoint("n1", "client")); }
 * }
 *
 * ClientFactories.of(TransferClient.class, ClientCommand.java(MyCoordinator.class))
 * }</pre>
 *
 * <p>A client in Java that was written for the harness' JVM needs no program: {@link io.ordeal.trial.ApartClients} is one for
 * any of them, {@code ./ordeal run --clients processes}.
 *
 * <p><b>The wire.</b> Both sides write JSON, an object a line, in UTF-8; the client reads standard input and writes
 * standard output, and standard error goes to the run's {@code clients/clients.log}. A client takes the workload's own
 * operations, as {@code ./ordeal list workloads} and a run's history have them.
 *
 * <pre>
 * harness  {"type":"hello","version":2,"process":7,"worker":2,"nodes":["n1","n2"],
 *           "endpoints":{"n1":{"client":"127.0.0.1:17742"},"n2":{"client":"127.0.0.1:17743"}},
 *           "announced":{},"operation-timeout-millis":5000,"seed":-381726,"folder":"/…/clients/c2"}
 * client   {"type":"ready"}                                             connected, or as good as
 * harness  {"type":"invoke","id":411,"f":"transfer","value":{"id":17,"from":3,"to":5,"amount":10}}
 * client   {"type":"step","id":411,"name":"prepared 1","node":"n1"}     optional; waits until it is told to go
 * harness  {"type":"go","id":411}
 * client   {"type":"ok","id":411,"value":{"id":17,"from":3,"to":5,"amount":10}}
 * harness  {"type":"invoke","id":1203,…
 * client   {"type":"fail","id":1203,"error":"insufficient funds"}       certainly without effect
 *          {"type":"info","id":1203,"error":"no answer to commit"}      nobody knows: the process' last operation
 * harness  end of its output                                            the client closes its connections and ends
 * </pre>
 *
 * <ul>
 *   <li>Whatever a client says of an operation repeats the {@code id} of its {@code invoke}, and a {@code go} has it too. Ids
 *       rise, but by no rule that could be counted on. One answer too many would else be taken for the next operation's, and
 *       that one's for the one after: a line with another id, or with none, ends the client, and the operation that was
 *       under way is {@code info}. Version 1 had no ids; a client of that version is ended so at its first completion, and
 *       learns to repeat the id.
 *   <li>A client is one process of the history: after an operation that it completes {@code info}, or does not complete,
 *       it is ended, and another is started for the worker's next process. It finds the {@code folder} as the last one
 *       left it. No two processes of one worker run at once.
 *   <li>{@code value} of a completion may be left out: then it is what was invoked. A client that ends, or writes what is
 *       none of these lines, leaves its operation {@code info}, at once, with what it wrote in the error; it is ended. Such
 *       are: what is no JSON object in UTF-8, two in one line, one name twice in an object, a line above 16 MiB, a number
 *       beyond a double's, objects more than 1,000 deep, and a key that can be no keyword: one that is empty or begins with
 *       a colon.
 *   <li>{@code nodes} are the cluster's members. Where these have changed since the client was told, its next {@code invoke}
 *       has them, too: {@code {"type":"invoke","id":1203,"nodes":["n1","n2","n4"],…}}. The {@code endpoints} of a hello
 *       are those of all that may ever be members.
 *   <li>A {@code step} tells where an operation has got to, by one of a small number of names; faults kill and stop
 *       clients there. With a {@code node}, the one that it is about, that node can be killed there, where the name begins
 *       with {@code preparing}, {@code prepared}, {@code committing} or {@code committed}. {@code {"type":"pause-point"}} is
 *       a step at which a client holds what it was granted, and one that has such points says so:
 *       {@code {"type":"ready","pause-points":true}}; then it is stopped nowhere else.
 *   <li>{@code {"type":"session-lost","lock":…}}, at any time: the client knows that it has lost a lock with its session.
 *   <li>Values are numbers, strings, booleans, null, arrays and objects. The keys of objects become keywords in the
 *       history; keywords and sets are sent as strings and arrays.
 * </ul>
 *
 * <p>A lock's release that nothing was left of, while the client believed that it held the lock, is {@code info}, not {@code
 * fail}: a failed release says that the hold goes on, and the client's belief has ended when it began. The workload records it
 * so whatever the client says.
 *
 * <p>In Python, JavaScript and Go one file beside the client speaks the wire: {@code ordeal.py}, {@code ordeal.js} and {@code
 * ordeal.go}, resources of this package, which {@code ./ordeal print ordeal.py} prints.
 *
 * <p>The laws of this package: <b>what is killed is killed</b>, by signal 9, its connections closed by the kernel alone;
 * <b>a death in the midst of an operation is {@code info}</b>; and <b>nothing outlives the harness</b>, by the same
 * watchdog that servers have.
 */
@NullMarked
package io.ordeal.client.process;

import org.jspecify.annotations.NullMarked;
