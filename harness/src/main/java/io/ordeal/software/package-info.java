/**
 * Software on demand: a server in a version that is no part of the build, fetched when it is first run.
 *
 * <p>A target tells its {@link io.ordeal.cluster.Software Software} in the version that it is tried with, and {@link
 * io.ordeal.cluster.Software.OtherVersions how it is had in others}. What a run asks for, by {@code --version}, {@code
 * --software} or a saved {@code test.json}, {@link io.ordeal.software.ChosenVersions} puts in its place before the
 * cluster is made, so that all that speaks of the software speaks of what runs.
 *
 * <pre>
 *   --version zookeeper=3.9.3 ──► ChosenVersions ──► Software "zookeeper 3.9.3"
 *                                                        │ install
 *                                     cache/zookeeper-3.9.3-1f0c5a2e/         fetched once, then only checked
 *                                        files.sha256  zookeeper-3.9.3.jar …
 *                                                        │
 *                                     java -cp zookeeper-3.9.3.jar:… QuorumPeerMain
 * </pre>
 *
 * <p>A server in Java gets a class path of its own, {@link io.ordeal.software.JavaServer}: its jars come by its Maven
 * coordinates ({@link io.ordeal.software.MavenJars}), and none of the harness' libraries is among them. They are fetched by the {@link
 * io.ordeal.software.Maven} that is installed, which knows the user's mirrors, credentials, proxies and local repository,
 * and has written its own book on what a POM means. Where the server is ours and only a library is fetched, as of Ratis, it is
 * compiled against that when it is first run ({@link io.ordeal.software.CompiledSource}).
 *
 * <p>A server that is one program of the machine's own kind, {@link io.ordeal.software.NativeServer}, comes as a Debian
 * package ({@link io.ordeal.software.DebianPackage}), by the apt of this machine with a state of its own: nothing is
 * installed, what is installed is not looked at, and no rights are needed. A server that is more than one program names the
 * packages that are unpacked beside its own. Debian's suites have one version each, and give it up
 * for the next; so the package stays in the cache beside what was unpacked.
 *
 * <p>A few servers are to be had as packages of npm's, one for each kind of machine ({@link io.ordeal.software.NpmPackage}), by
 * the npm that is installed, which knows the user's registry and credentials: none of a package's scripts is run, and a version
 * is exact.
 *
 * <p>The laws of this package:
 *
 * <ul>
 *   <li><b>Whole or not at all</b>: what is in the cache under its name was fetched whole, and checked as it came. Two
 *       harnesses that want it at once fetch it once.
 *   <li><b>Checked before each use</b>: what is not, byte for byte, what was fetched is never run; the message says
 *       which, and what to type.
 *   <li><b>A warm cache needs nobody</b>: no network, no Maven, no apt, no npm.
 *   <li><b>What is not to be had is refused by name</b>, before anything starts.
 * </ul>
 */
@NullMarked
package io.ordeal.software;

import org.jspecify.annotations.NullMarked;
