/**
 * {@code ./ordeal serve}: what a results' folder holds, on a browser, as it is now.
 *
 * <pre>
 * /                          the runs, by target, workload, fault, verdict, anomaly, words; which, stands in the address
 * /run/TARGET/WORKLOAD/RUN   one: its verdict, its figures while it goes on, its files and logs
 * /compare?run=A&amp;run=B      two, side by side
 * /nights, /night/ID         the nights that the memory knows of, and the matrix of one
 * /log/…  /files/…  /zip/…   the end of a log, a file as it is, a folder
 * </pre>
 *
 * <p>The list is of {@link io.ordeal.serve.index.RunIndex RunIndex}; plots, measurements and matrices are those of {@link
 * io.ordeal.report} and {@link io.ordeal.campaign.told}; a run's {@code report.html} and a night's {@code index.html} are what
 * they are, and linked to.
 *
 * <p>The server is the JDK's own, {@code jdk.httpserver}, which the embedded Toxiproxy uses, too. Jetty and Javalin would do
 * as well, and bring what is not needed here: a first build would fetch 2 to 5 MB more for one command, or the command would
 * fetch them when it is first run, and could then not be run first where there is no network. What they have and it has not, is
 * done here, and is little: {@link io.ordeal.serve.Request} decodes an address once and strictly; {@link io.ordeal.serve.Handler}
 * refuses other methods than GET and HEAD, and other hosts' names; it has a bounded number of threads, and lets go of a client
 * that is slow to ask. Pages are made here and not by a script: the one there is fetches them anew while they are looked at.
 *
 * <p>The laws of this package:
 *
 * <ul>
 *   <li><b>Nothing is written</b>, neither runs nor the memory, which is opened to be read alone.
 *   <li><b>Nothing outside of the folder is reached</b>: {@link io.ordeal.serve.ResultsFiles} takes an address' names one by one,
 *       and follows no symbolic link.
 *   <li><b>What a system answered is text</b>, never markup; where it could slip through, in pages that runs have left, it may
 *       run, but sees nothing of this server ({@code sandbox}).
 *   <li><b>It judges nothing.</b> What can't be read is told, and is never shown as valid.
 *   <li><b>This machine alone</b> is answered, unless another address is asked for, which is told.
 * </ul>
 */
@NullMarked
package io.ordeal.serve;

import org.jspecify.annotations.NullMarked;
