/**
 * What a checker is, and what it may say.
 *
 * <p>A {@link io.ordeal.checker.Checker Checker} reads a {@link io.ordeal.history.History history} and returns a {@link
 * io.ordeal.checker.CheckResult CheckResult}: a {@link io.ordeal.checker.Verdict Verdict}, and beside it notes and
 * measurements, which never change the verdict.
 *
 * <p>The law of this package: <b>a wrong verdict is the worst that can happen.</b> {@code Unknown} is honest; {@code
 * Valid} is a claim. Hence {@link io.ordeal.checker.Checkers#judge Checkers.judge} turns whatever goes wrong in a
 * checker (a crash, time, memory, input that cannot be judged) into {@code Unknown} with its cause, and so does it with
 * a history in which nothing was answered that could have been wrong; verdicts are merged as Invalid &gt; Unknown &gt;
 * Valid.
 *
 * <p>What is wrong goes into {@link io.ordeal.checker.Findings Findings}, which say how much of it is told, and what proves
 * it into a {@link io.ordeal.checker.Witness Witness}.
 *
 * <pre>{@code
 * Checker checker = Checkers.named("register", CheckerOptions.DEFAULT);
 * CheckResult result = Checkers.judge(checker, history, CheckContext.withTimeLimit(Duration.ofSeconds(60)));
 * }</pre>
 */
@NullMarked
package io.ordeal.checker;

import org.jspecify.annotations.NullMarked;
