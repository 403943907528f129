package springlock;

import io.ordeal.kit.OrdealTest;

/** What JdbcLockRegistry promises: the locks taken will be global. */
class SpringLockTest {
    @OrdealTest(target = SpringLockTarget.class, workloads = "lock", time = "5s")
    void excludes() {}
}
