package shedlock;

import io.ordeal.kit.OrdealTest;

/** What ShedLock promises, and what it does not. */
class ShedLockTest {
    @OrdealTest(target = ShedLockTarget.class, workloads = "lock", faults = {"none", "kill"}, time = "5s", faultInterval = "1s")
    void excludes() {}
}
