/**
 * Jobs: what must be able to run one, and how it is put through its trial.
 *
 * <p>{@code job} runs jobs over inputs of records, each of which is to be in the job's output once; now and then one that is
 * doomed, as a task of it fails whoever tries it; and meanwhile reads all outputs, as one does who consumes them. Tasks die and
 * are tried again, are slow and are run twice at once; drivers die in the midst of it. By which protocol what attempts have
 * written becomes the job's output, once, is what is tried.
 *
 * <pre>{@code
 * c0  run [1 [100 101 102 103]]  ├── tasks ── one dies, another attempt of it ── commit ──┤ok
 * c1                                         outputs |ok []     outputs |ok [[1 true [100 101 102 103]]]
 * }</pre>
 *
 * <p>The laws of this package: <b>a client's {@code outputs} tells what is there</b>, as it finds it, be it a part, and fails
 * rather than leave out what it can't read; and <b>that a job failed is told only of one that will not go on</b>: of a job that was
 * in the midst of committing nobody knows.
 */
@NullMarked
package io.ordeal.workload.job;

import org.jspecify.annotations.NullMarked;
