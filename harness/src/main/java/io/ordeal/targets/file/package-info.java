/**
 * Targets that are described by a file, {@code ordeal.yaml}, and need no Java at all.
 *
 * <pre>
 * name: http-register                              # as after --target
 * summary: a register behind HTTP
 * nodes: 2                                         # n1 and n2; or their names: [a, b]
 * server:
 *   command: [python3, ./server.py, --port, "{port:http}", --peers, "{peers:http}"]
 *   ports: {http: both}                            # who connects: clients, nodes, both
 *   ready: {http: /health}                         # or {port: http}, {log: "listening on"}, {command: […]}
 * primary: {http: /role, match: primary}           # how the nodes are found that take themselves for primary
 * client:
 *   command: [python3, ./client.py]                # speaks the wire of io.ordeal.client.process
 * workloads: [register]
 * expectations:
 * - {workload: register, faults: [kill], outcome: breaks, anomalies: [nonlinearizable], within: 60s, source: nothing is written to disk}
 * </pre>
 *
 * <p>{@link io.ordeal.targets.file.TargetFile#read TargetFile.read} makes a {@link io.ordeal.targets.Target Target} of it.
 * The schema is {@code ordeal.schema.json} beside that class; {@code ./ordeal print ordeal.schema.json} prints it for
 * editors.
 *
 * <p><b>What is not the same everywhere.</b> Where nodes run different servers, {@code servers} stands in the place of {@code
 * server} and {@code nodes}; where workloads have different clients, {@code clients} in that of {@code client} and {@code
 * workloads}.
 *
 * <pre>
 * servers:
 *   coordinator:                                   # one node of that name
 *     command: [./coordinator, "{port:http}", "{peers:participant:rpc}"]
 *     ports: {http: clients}
 *     after: [participant]                         # is started when those are ready
 *   participant:
 *     nodes: 2                                     # participant1 and participant2; or their names
 *     command: [./participant, "{port:rpc}"]
 *     ports: {rpc: nodes, gossip: {users: nodes, datagrams: true}}       # UDP takes --cluster namespace
 *     stop: {signal: SIGINT, within: 20s}          # how restart:graceful asks it to end; SIGTERM, and 10 s
 * primary: {server: participant, http: /role, match: primary}
 * clients:
 *   register: {command: [./register-client]}
 *   list-append: {command: [./append-client], lease: 10s}
 * faults:
 *   nodes: [participant1, participant2]            # whom faults choose from; all
 *   takes: [kill, pause, partition]                # these kinds and no others; or
 *   refuses: {power-loss: it syncs nothing}        # all but these, each with the reason
 * </pre>
 *
 * <p><b>What is fetched.</b> A server's {@code software} comes when it is first run, and stays in the cache, as {@link
 * io.ordeal.software} says; {@code {software}} is where it lies. One of:
 *
 * <pre>
 * server:
 *   software: {npm: "@restatedev/restate-server-linux-x64@1.7.12"}               # the folder of the package
 *   software: {debian: etcd-server, version: 3.5.16, suites: [trixie, sid]}      # the folder that stands for /
 *   software: {maven: ["org.example:server:1.2"]}                                # a class path, all that it needs in it
 *   command: ["{software}/usr/bin/etcd", "--data-dir={data}"]                    # or [java, -cp, "{software}", org.example.Main]
 * </pre>
 *
 * <p>Its version is that which is told; {@code --version} asks for another, {@code --software NAME=FOLDER} takes it from a
 * folder.
 *
 * <p><b>A Compose file can be the cluster</b>: {@code compose: docker-compose.yml} stands in the place of {@code server}, and
 * each service is a node in a container, as {@link io.ordeal.cluster.compose} says. What that file can't say stands here:
 *
 * <pre>
 * compose:
 *   file: docker-compose.yml
 *   ports: {redis: {users: clients, number: 6379, framing: resp}}     # what a number is called, and who connects
 *   ignore: [restart, deploy]                      # keys that can't be honoured, and make no difference here
 * primary: {node: primary}
 * </pre>
 *
 * <p>A kill is always kill -9, of all processes of a node. What is refused is refused to {@code run}, is no part of {@code
 * validate} and of what {@code nightly} and {@code --faults any} draw from, and is told by {@code list}.
 *
 * <p><b>Placeholders.</b> What stands in braces in a server's command, environment and files is filled in when it is
 * started; <code>{{</code> is a brace.
 *
 * <pre>
 * {node} {number}       the node's name; its number, from 1
 * {host} {port:P}       where this node listens, and on which number
 * {address:P}           both: host:port
 * {address:N:P}         where this node reaches the port P of the node N: by its own link. Of itself, as {address:P}
 * {peers:P}             all others' that have it, as {address:N:P}, with commas between them
 * {peers:S:P}           likewise, of those that run the server S
 * {announce:P}          the address under which this node is to tell others where it is; needs addressing: announced
 * {source}              the address from which it must connect to others; likewise
 * {data} {config} {tmp} folders: what survives a kill; where {@code files} are written; what is emptied at every start
 * {here}                the folder of ordeal.yaml
 * {software}            where that lies which was fetched for it
 * </pre>
 *
 * <p>Servers find themselves in their data folder and clients in a folder of the run's; so a word of a command that begins
 * with {@code ./} or {@code ../} is a path from the folder of {@code ordeal.yaml}.
 *
 * <p>The laws of this package: <b>what a file says wrong is told by line and key, before anything is started</b>; <b>no
 * server is told of another but by its link</b>, so that each is a proxy; and <b>a run is started again from its own copy
 * of the file</b>, {@code ordeal.yaml} in its folder, and {@code compose.yaml} beside it, whatever became of the originals
 * since; files that these name, such as clients and {@code .env}, are read where they lie.
 */
@NullMarked
package io.ordeal.targets.file;

import org.jspecify.annotations.NullMarked;
