package io.ordeal.disk;

/**
 * What a disk lost when its power was cut.
 *
 * @param bit whether it lost the witness: a file that was written, and not synced, a moment before
 * @param files of the server's that are gone, as they had been created and never synced
 * @param bytes of the server's that are gone, or lie in blocks that hold what they held before
 */
public record PowerLoss(boolean bit, long files, long bytes) {}
