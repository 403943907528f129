/**
 * Shrinking: of a history with an anomaly, the few operations that show it.
 *
 * <pre>{@code
 * CheckResult result = Checkers.judge(checker, history, CheckContext.unlimited());
 * String type = result.verdict().anomaliesOrNone().get(0).type();
 * Shrunk shrunk = new Shrinker(checker, Duration.ofMinutes(1), words -> {}).shrink(history, result, type);
 * }</pre>
 *
 * <p>A {@link io.ordeal.shrink.Shrinker Shrinker} asks the checker what may be cut ({@link io.ordeal.history.cuts}), and
 * judges what is left, again and again: first the witness alone; if that does not show it, the witness with all that it
 * rests on; if not even that, the whole. Of what shows it pieces are taken, each with what rests on it, large ones first,
 * until no single part can go. What is left has cuts of its own, so that it begins anew, until nothing changes.
 *
 * <p>The laws of this package:
 *
 * <ul>
 *   <li><b>Every step is a history</b> that could have been recorded, and has an anomaly of the type asked for, in the eyes
 *       of the same checker. Unknown is not enough.
 *   <li><b>The witness is a guess</b>, not the last word: what it leaves out or has too much of costs time only.
 *   <li><b>The same history gives the same result.</b>
 * </ul>
 */
@NullMarked
package io.ordeal.shrink;

import org.jspecify.annotations.NullMarked;
