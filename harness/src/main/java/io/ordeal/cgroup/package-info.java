/**
 * Groups of processes of which the kernel stops, or limits, all at once: Linux' control groups, of version 1 and 2.
 *
 * <p>A server is put into groups of its own before it does anything, so that whatever it starts is in them too. They lie
 * below the group that this process is in: what limits Ordeal limits its servers as well.
 *
 * <pre>
 *             version 1                                       version 2
 *   FREEZER   freezer.state                                   cgroup.freeze
 *   MEMORY    memory.limit_in_bytes, memory.oom_control       memory.max, memory.events
 *   BLOCK_IO  blkio.throttle.write_iops_device, …io_serviced  io.max, io.stat
 * </pre>
 *
 * <p>On a machine with both, the version is the one that has the controller. Version 2 lets no group have both processes
 * and children with limits, so there the groups for memory and disks are made beside the own one, below a parent that hands
 * the controller down; where there is none they can't be had. It freezes without any controller.
 *
 * <p>Root is needed, mostly, and cgroup v2 lets a user freeze what lies below a group of his: {@link
 * io.ordeal.cgroup.Controller#lacking} makes a group to see.
 *
 * <p>The laws of this package: <b>it knows no server and no fault</b>; what is made is <b>announced to a {@link
 * io.ordeal.cgroup.GroupWatch GroupWatch} first</b>, so that it is undone however this process ends; <b>whether a limit was
 * met is what the kernel counted</b>.
 *
 * <p>Sources: the kernel's documentation, admin-guide/cgroup-v1 (freezer-subsystem, memory, blkio-controller) and
 * admin-guide/cgroup-v2; cgroups(7).
 */
@NullMarked
package io.ordeal.cgroup;

import org.jspecify.annotations.NullMarked;
