package io.ordeal.campaign.memory;

/**
 * A cell that a night was to try.
 *
 * @param cell by name
 * @param code a fingerprint of the target's classes
 * @param expected what was expected; empty if nothing was
 * @param canary what it proves; empty if it is none
 * @param weight of its share of spare time
 */
public record CellRow(String cell, String code, String expected, String canary, double weight) {}
