package io.ordeal.checker.leaders;

import org.jspecify.annotations.Nullable;

/**
 * A process was told that it leads. Times are positions in the history.
 *
 * @param process who
 * @param asked the invocation of the campaign or the question
 * @param told its ok completion
 * @param elected whether a campaign was won; else a question was answered
 * @param term in which it leads; null if it was not told
 */
record Claim(
        int process,
        int asked,
        int told,
        boolean elected,
        @Nullable Long term) {}
