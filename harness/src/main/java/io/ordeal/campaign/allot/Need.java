package io.ordeal.campaign.allot;

/**
 * What a trial takes of the machine while it runs.
 *
 * @param processors busy at once, on average; 1 = one of them all the time
 * @param bytes of memory at the most
 */
public record Need(double processors, long bytes) {
    private static final double PROCESSORS_OF_A_HARNESS = 0.5;
    private static final double PROCESSORS_OF_A_NODE = 0.1;
    private static final long BYTES_OF_A_HARNESS = 400L << 20;
    private static final long BYTES_OF_A_NODE = 150L << 20;

    /** What is taken for a cell's need before it was measured. */
    public static Need usual(int nodes, int clientProcesses) {
        int processes = nodes + clientProcesses;
        return new Need(
                PROCESSORS_OF_A_HARNESS + PROCESSORS_OF_A_NODE * processes,
                BYTES_OF_A_HARNESS + BYTES_OF_A_NODE * processes);
    }

    public Need plus(Need other) {
        return new Need(processors + other.processors, bytes + other.bytes);
    }

    /** Whether both are within these. */
    public boolean fitsInto(Need room) {
        return processors <= room.processors && bytes <= room.bytes;
    }

    /** None. */
    public static Need nothing() {
        return new Need(0, 0);
    }
}
