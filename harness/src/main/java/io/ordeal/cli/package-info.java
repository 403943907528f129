/**
 * The command line: one class a command, and nothing that another program would want.
 *
 * <p>The laws of this package: standard output is for what was asked for, and with {@code --json} for that alone;
 * everything else goes to standard error. Only here is anything printed, and only {@link io.ordeal.cli.Main Main} ends
 * the JVM. Targets, workloads and checkers are found by {@code ServiceLoader}; a name that does not exist is answered with
 * those that do, the nearest first.
 *
 * <p>Exit codes: 0 valid, 1 invalid, 2 unknown, 254 bad arguments or an unreadable file, 255 the harness itself failed;
 * of several, 255 &gt; 254 &gt; 1 &gt; 2 &gt; 0 ({@link io.ordeal.cli.ExitCode ExitCode}).
 */
@NullMarked
package io.ordeal.cli;

import org.jspecify.annotations.NullMarked;
