/**
 * Disks that can be lost, filled, held up and broken: file systems in a file, for the data folders of servers.
 *
 * <p>A {@link io.ordeal.disk.LoopDisk LoopDisk} is an ext4 in a file of its own, which a loop device makes a disk of, and
 * which is mounted where a server keeps its data. The server knows nothing of it.
 *
 * <pre>
 *   server ── write, fsync ──► ext4 (nodes/n1/data) ──► page cache ─ ─► /dev/loop3 ──► nodes/n1/ordeal-….img
 *                                                              ▲
 *                                            power is lost here: what is not beyond it is gone
 * </pre>
 *
 * <p>One ioctl does what no signal can: {@code FS_IOC_SHUTDOWN} with {@code NOLOGFLUSH} stops a file system from writing
 * anything more, at once. Mounted again, the file system has what had been synced, what the kernel had written back of its
 * own accord (files after some 30 s, the journal every 5 s), and nothing else. Nobody may use it by then: an fsync in whose
 * midst it comes is answered as if it were done. Without that flag the file system finishes what is under way, and from then
 * on every write and fsync fails with EIO, as on a disk that has died, with servers that live on. Root is needed, a loop device and ext4: {@link io.ordeal.disk.DiskNeeds
 * DiskNeeds} tells what is missing.
 *
 * <p>What this does <em>not</em> show: what the file system handed to the device is kept in the order in which it was
 * handed over. A device that loses or reorders what is in its own cache, because a flush was left out between two writes,
 * is not simulated; nor are sectors that were half written ({@code corrupt-files:torn} cuts files off instead).
 *
 * <p>The laws of this package: it <b>knows no cluster and no fault</b>; whatever it mounts is <b>announced to an {@link
 * io.ordeal.disk.MountWatch MountWatch} first</b>, so that it is unmounted however this process ends; and a loss is
 * <b>measured on the files</b>, not assumed.
 */
@NullMarked
package io.ordeal.disk;

import org.jspecify.annotations.NullMarked;
