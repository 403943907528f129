package io.ordeal.targets.nacos;

/** Which call reads, and so where an answer comes from. */
enum ReadFrom {
    /** The client's call: what the asked server has dumped for itself. */
    DUMP("/nacos/v3/client/cs/config"),
    /** The administrator's call: what the database has. */
    DATABASE("/nacos/v3/admin/cs/config");

    private final String path;

    ReadFrom(String path) {
        this.path = path;
    }

    String path() {
        return path;
    }
}
