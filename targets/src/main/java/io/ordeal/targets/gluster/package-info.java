/**
 * GlusterFS: a volume of three replicas on three nodes, and files on it as logs and as locks.
 *
 * <pre>
 *   n1  glusterd ── starts ──► brick ◄────── mount of c0 (a process of glusterfs in FUSE, for each client)
 *         │                      ▲  ▲──────── mount of c1
 *         └─── starts ──► healer ┴──► bricks of n2, n3
 * </pre>
 *
 * <p>Who writes is the client: its mount sends each change to all bricks, and is content with a majority; the healers bring the rest
 * after. So what is told of partitions here is mostly told of those between clients and nodes.
 *
 * <p>Its programs come from Debian, and want to be at home: each node and each mount has a root directory of its own, made of what was
 * fetched and of its own folders, in a mount namespace ({@code root.sh}). What a client has mounted is seen by nobody else, is reached
 * by {@code /proc/<process>/root}, and goes with its process: there is nothing to unmount, however a run ends. Nodes look for each
 * other, and for each other's bricks, at ports that nobody can tell them, and take none that is in use at any address; so they have
 * a network namespace each ({@code --cluster namespace}), where every link has its proxy.
 *
 * <p>The laws of this package:
 *
 * <ul>
 *   <li><b>No cache is asked</b>: neither the kernel's nor the mount's, as both may be a second old.
 *   <li><b>A call that hangs ends with its mount</b>: no thread can be interrupted in it, but once the mount's process is killed, the
 *       kernel fails what was asked of it.
 *   <li><b>What was sent and not answered with success is unknown</b>, but for what the kernel says before anything is sent ({@link
 *       io.ordeal.targets.gluster.GlusterError}).
 *   <li><b>Files are named within an open folder</b>: were they named by a path, a mount that has gone would look like one without
 *       files.
 * </ul>
 */
@NullMarked
package io.ordeal.targets.gluster;

import org.jspecify.annotations.NullMarked;
