/**
 * Archives of histories, judged on Apache Spark: for those that lie on many machines, or are more than one machine judges in
 * a night. One machine alone needs none of it, as {@code ./ordeal check} does the same.
 *
 * <pre>
 *   FOLDER|GLOB ─► Archive ─► Batches ──batch──► SparkJob ═lines═ ArchiveJob (the driver, a JVM with Spark's class path)
 *                                                   │                 │ a job of one task each
 *        verdicts.jsonl ◄─ ArchiveVerdicts ◄──verdict             executors: a judge in a class loader of its own
 * </pre>
 *
 * <p>Spark is no dependency: it is {@link io.ordeal.archive.Spark fetched}, or the user's own, and the one file that speaks
 * to it is kept as its source, {@code spark/ArchiveJob.java}, and compiled against the Spark that is there; so the driver is
 * of the master's version, whichever that is. Executors load Ordeal from what is shipped to them, and none of its libraries
 * meets one of Spark's.
 *
 * <p>The laws of this package:
 *
 * <ul>
 *   <li><b>The same verdict</b> as {@code check} gives: executors run its code, with its options.
 *   <li><b>One verdict a file</b>, whatever befalls executors: what was told by a batch that is done stands, and only
 *       batches that were under way on a lost executor are begun anew.
 *   <li><b>A failure has a file's name</b>: a batch that can't be done is tried file by file, and the file with which it
 *       can't be done is told as unknown, with the cause.
 * </ul>
 */
@NullMarked
package io.ordeal.archive;

import org.jspecify.annotations.NullMarked;
