package io.ordeal.shrink;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.CheckResult;
import io.ordeal.history.History;

/**
 * A history that shows an anomaly and little else.
 *
 * @param history its events have the indexes and times that they had in the whole
 * @param result the checker's verdict on it
 * @param anomaly the one that was kept
 * @param leftOut what it lacks
 * @param checks how many histories were judged
 * @param finished whether nothing more can be left out; false if it was stopped before that was known
 */
public record Shrunk(
        History history, CheckResult result, Anomaly anomaly, LeftOut leftOut, int checks, boolean finished) {}
