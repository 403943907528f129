package io.ordeal.workload.log;

/**
 * What stands in a log.
 *
 * @param offset its place: rising, perhaps with gaps, ≥ 0
 * @param element what was appended
 */
public record LogEntry(long offset, long element) {}
