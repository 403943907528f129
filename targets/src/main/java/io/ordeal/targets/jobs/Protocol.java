package io.ordeal.targets.jobs;

import io.ordeal.targets.parts.HarnessJava;
import java.util.Map;

/** How what the attempts of tasks write becomes the output of a job. */
enum Protocol {
    /** Hadoop's first algorithm: attempts write apart; when the job is done, its driver moves what those that committed wrote. */
    V1("", "the first commit algorithm of Hadoop: the job's driver moves all that its tasks wrote when it is done"),

    /** Hadoop's second: attempts write apart, and each task moves its own files when it is done. */
    V2("-v2", "the second commit algorithm of Hadoop: each task moves its own files when it is done"),

    /** Attempts write where the output is, under names of their own. */
    DIRECT("-direct", "tasks write straight into the output, under names of their attempts");

    /** Of JVMs that run tasks, so that they start fast. */
    static final String TASK_JVM = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Xshare:auto "
            + String.join(" ", HarnessJava.UNVERIFIED);

    /** What it adds to a target's name. */
    final String suffix;

    /** As a target's summary goes on. */
    final String how;

    Protocol(String suffix, String how) {
        this.suffix = suffix;
        this.how = how;
    }

    /** Hadoop's settings, beside the class of the file system. */
    Map<String, String> settings() {
        return Map.of(
                "mapreduce.fileoutputcommitter.algorithm.version",
                this == V2 ? "2" : "1",
                "ordeal.direct",
                Boolean.toString(this == DIRECT),
                "fs.slowly.impl",
                "io.ordeal.targets.jobs.driver.SlowFiles");
    }
}
