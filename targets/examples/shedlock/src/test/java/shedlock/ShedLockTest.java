package shedlock;

import io.ordeal.kit.OrdealTest;

/** What ShedLock promises: README, at most once at the same time. */
class ShedLockTest {
    @OrdealTest(target = ShedLockTarget.class, workloads = "lock", time = "5s")
    void excludes() {}
}
