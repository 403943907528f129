package io.ordeal.trial;

import io.ordeal.history.History;
import io.ordeal.store.CheckReport;
import io.ordeal.store.RunFolder;

/** What a trial came to. */
public record TrialOutcome(RunFolder folder, CheckReport report, History history) {}
