package io.ordeal.campaign.work;

/**
 * A run that is to be done again, as it was recorded.
 *
 * @param folder its own
 * @param anomaly that is looked for, by its name on the wire
 */
public record Replayed(String folder, String anomaly) {}
