/**
 * The wall clock of another process, made wrong while it runs: one that is static or written in Go as well, a JVM, a server
 * and all its children. Nothing is preloaded, nothing compiled; nobody else on the machine sees another time.
 *
 * <p><b>How a process reads the clock.</b> Not by a system call: the kernel maps a small ELF library into every process, the
 * vDSO, whose functions read the time from memory. Its pages are private to the process when they are written to, and
 * {@code /proc/<pid>/mem} writes to them, whatever their protection, for who may trace the process: the same user, or
 * root. So the functions' heads are overwritten with a jump to code that stands in the unused bytes behind the library:
 *
 * <pre>
 *   [vdso]  ELF header … __vdso_clock_gettime … __vdso_gettimeofday … __vdso_time … section headers │ unused
 *                        jmp ───────────────────┐                                                  │
 *                                               └────────────────────────────────────────────────► │ code
 *   unused: magic │ selector │ block 0 │ block 1 │ the heads as they were │ code
 * </pre>
 *
 * <p>The code makes the system call, and if the clock asked for is one of the wall's (CLOCK_REALTIME, its coarse and alarm
 * kinds, CLOCK_TAI) it adds an error to what the kernel wrote, which is a {@linkplain io.ordeal.clock.ClockShift linear
 * function} of the true time:
 *
 * <pre>
 *   t + offset + ((t − anchor) × rate >> 32)        nanoseconds; the product has 128 bits
 * </pre>
 *
 * A clock that goes wrong by a rate is thus computed at each reading, and never goes backwards as one that is corrected in
 * steps does. The three numbers stand in a block, and there are two: the one that is not in use is written, and then the
 * selector, eight aligned bytes, which no reader sees by half. A new error takes three small writes and no stop.
 *
 * <p><b>No thread goes astray.</b> A jump has five bytes, a function's first instructions are shorter; a thread that stands
 * between two of them would go on in the midst of the jump. Heads are written only while the whole process is stopped, and
 * only if no thread is seen to stand there ({@code /proc/<pid>/task/<tid>/syscall} tells instruction and stack pointers),
 * nor has such an address on the upper end of its stack, as one has that a signal interrupted there and that is in its
 * handler now. If one does, or can't be looked at, the process is let go on, and it is tried again. To put all back, the
 * heads are restored first, and the code is wiped when the last thread has left it.
 *
 * <p><b>What stays true.</b> Monotonic and CPU clocks. So do time stamps that the kernel itself writes (files' times), and
 * its own comparisons with the wall clock: absolute timers and waits on CLOCK_REALTIME wake by the true time. A program
 * that makes the system call itself, round the vDSO, reads the true time. Children that are forked inherit the error; what
 * is started anew by {@code exec} begins with the true time and must be shifted again.
 *
 * <p><b>Where it is refused</b>, by name: on other systems than Linux and other architectures than x86-64, for 32-bit
 * processes, where a vDSO has no room behind it, and where memory can't be written. {@link
 * io.ordeal.clock.ClockSupport ClockSupport} tries it out on a process of its own before anything is started.
 *
 * <p>The technique is that of Chaos Mesh's TimeChaos; see vdso(7), proc(5), and the AMD64 architecture manual, volume 3.
 */
@NullMarked
package io.ordeal.clock;

import org.jspecify.annotations.NullMarked;
