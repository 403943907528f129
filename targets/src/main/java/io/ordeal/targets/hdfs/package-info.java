/**
 * HDFS: one name node, which has the tree of files and who may write each, and three data nodes, which have their blocks; files
 * on it as logs and as locks.
 *
 * <pre>
 *   client ──► nn                     creates, opens, takes leases away; told which data nodes
 *     └──────► d1 ──► d2 ──► d3       a pipeline, by which what is written comes to all three
 * </pre>
 *
 * <p>A file has one writer at a time, who holds its lease. {@code hflush} returns when all data nodes of the pipeline have what was
 * written, and readers see it from then on; {@code hsync}, when it is on their disks. Who wants to write what another holds has the
 * name node take the lease away ({@code recoverLease}): then the former writer must not come through with anything more.
 *
 * <p>The name node tells clients and data nodes the names of data nodes, not addresses: each finds under a name its own link ({@link
 * io.ordeal.cluster.ServerProgram.Addressing#NAMED}).
 *
 * <p>Hadoop's client is to be had with a hundred libraries of Hadoop's alone. So it has a class
 * loader of its own, {@link io.ordeal.targets.hdfs.Hadoop}, that knows of the servers' jars and of nothing else, and what is called
 * there is called by its name.
 *
 * <p>The laws of this package:
 *
 * <ul>
 *   <li><b>What is refused before anything was written is a failure</b>; once the first byte is on its way, nobody knows ({@link
 *       io.ordeal.targets.hdfs.HdfsError}).
 *   <li><b>Half an entry is none</b>: each has a beginning and an end, and what a writer left behind in its midst is passed over.
 *   <li><b>The client repeats no call to the name node</b>: its retries are off.
 * </ul>
 */
@NullMarked
package io.ordeal.targets.hdfs;

import org.jspecify.annotations.NullMarked;
