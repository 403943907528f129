/**
 * Nacos 3: registers as configurations, on servers of the user's.
 *
 * <p>No server of Nacos is to be had from where the harness fetches software: Maven Central has its clients, and modules of its
 * server up to 0.8.0; Debian and npm have none. These targets are tried where Nacos runs already ({@link
 * io.ordeal.cluster.GivenServers}), and <b>have not been tried on any</b>: what is said here of Nacos is the word of its
 * documentation, its source and its maintainers, and what is expected is no more than that. The tests speak to a stand-in,
 * which is no Nacos.
 *
 * <p>A key is a data id of the group {@code ordeal}, a value its content, a number as text. All calls are HTTP ones of version 3,
 * to the server's main port:
 *
 * <pre>
 *   POST /nacos/v3/admin/cs/config     publishes; with a header casMd5 only if the content has that MD5
 *   GET  /nacos/v3/client/cs/config    reads as applications do: what the asked server keeps itself
 *   GET  /nacos/v3/admin/cs/config     reads as the console does: what the database has
 *   POST /nacos/v3/auth/user/login     a name and a password for a token
 * </pre>
 *
 * <p>A publish is answered when the database has it; each server is told of it afterwards and dumps it for itself, and a read by
 * the client's call comes from that dump ({@code ConfigOperationService}, {@code ConfigQueryChainService} of Nacos' source). A read
 * may so be of an old value, or of none, and a server that is writing its dump just then answers that nothing is there.
 *
 * <p>A publish with {@code casMd5} is compared with the MD5 of what is there, and so with a value, as a register does it. Where
 * nothing is there yet it is published all the same; so whoever compares looks first whether something is. It stays so, as
 * nothing is ever taken away here.
 *
 * <p>Calls of administrators want a login unless it was turned off: {@code NACOS_USERNAME} and {@code NACOS_PASSWORD} of the
 * environment are used if they are set, and written down nowhere.
 *
 * <p>The laws of this package:
 *
 * <ul>
 *   <li><b>A client has one server</b>, its process' own, and never goes over to another.
 *   <li><b>What Nacos answers is a failure only if it is the proof</b> that nothing was done: {@link
 *       io.ordeal.targets.nacos.NacosError}, each line by its source.
 *   <li><b>Nothing is sent to a server that does not answer</b>, or not as Nacos 3: a process begins by a read.
 * </ul>
 */
@NullMarked
package io.ordeal.targets.nacos;

import org.jspecify.annotations.NullMarked;
