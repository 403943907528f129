package springlock;

import io.ordeal.kit.OrdealTest;

/** What JdbcLockRegistry promises. */
class SpringLockTest {
    @OrdealTest(target = SpringLockTarget.class, workloads = "lock", faults = {"none", "kill"}, time = "5s", faultInterval = "1s")
    void excludes() {}
}
