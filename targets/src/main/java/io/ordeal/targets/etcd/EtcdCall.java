package io.ordeal.targets.etcd;

/** A call of etcd's API, by its path at the gateway. */
enum EtcdCall {
    RANGE("kv/range"),
    PUT("kv/put"),
    TXN("kv/txn"),
    /** Forgets what keys were before a revision. */
    COMPACT("kv/compaction"),
    LEASE_GRANT("lease/grant"),
    LEASE_REVOKE("lease/revoke"),
    /** A stream, of which one request is sent and one answer read. */
    LEASE_KEEP_ALIVE("lease/keepalive"),
    /** Waits until it is elected. */
    CAMPAIGN("election/campaign"),
    /** Waits until it is granted. */
    LOCK("lock/lock"),
    STATUS("maintenance/status"),
    MEMBER_LIST("cluster/member/list"),
    MEMBER_ADD("cluster/member/add"),
    /** Makes a learner a member with a vote. */
    MEMBER_PROMOTE("cluster/member/promote"),
    MEMBER_REMOVE("cluster/member/remove");

    private final String path;

    EtcdCall(String path) {
        this.path = "/v3/" + path;
    }

    String path() {
        return path;
    }
}
