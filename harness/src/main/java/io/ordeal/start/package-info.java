/**
 * The beginnings of projects that try a backend of one's own: {@code ./ordeal new}.
 *
 * <p>A {@link io.ordeal.start.Project} has a name, a {@link io.ordeal.start.Kind} of backend and a {@link
 * io.ordeal.start.Language}, and writes files that run at once: a server that is a toy, a client with the methods to fill in,
 * the target that ties them together, a test, a README, a workflow. Of {@linkplain io.ordeal.start.Language#NONE no language}
 * it writes the target alone, with what the client must read and write; and what builds a project in Java by {@linkplain
 * io.ordeal.start.BuildTool#GRADLE Gradle} says of itself that it was never run.
 *
 * <p>The files are resources beside these classes, plain texts with <code>{{name}}</code> where something is filled in: those of
 * a language in its folder, what differs from kind to kind in a folder of that. One in Java is no Java yet, and is called {@code
 * .java.template}, so that what formats or compiles Java passes it by.
 *
 * <p>The laws of this package: <b>what is written runs before anything in it is changed</b>, and the toy keeps what is
 * promised, so that what breaks afterwards is the user's; <b>nothing is ever overwritten</b>; and <b>what is written needs
 * published jars alone</b>. {@code .ci/outsiders} writes projects, and runs them so.
 */
@NullMarked
package io.ordeal.start;

import org.jspecify.annotations.NullMarked;
