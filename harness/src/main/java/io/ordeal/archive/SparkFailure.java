package io.ordeal.archive;

import java.util.List;
import java.util.stream.Stream;

/** What Spark says of a failure, pages long, in a line, with what to do where that is known. */
final class SparkFailure {
    private static final int LONGEST = 400;

    private SparkFailure() {}

    private record Known(String sign, String remedy) {}

    private static final List<Known> KNOWN = List.of(
            new Known(
                    "UnsupportedClassVersionError",
                    "the Java of that machine is too old: executors need 17 or later, as spark.executorEnv.JAVA_HOME"
                            + " says which they use (--spark-conf spark.executorEnv.JAVA_HOME=/usr/lib/jvm/…)"),
            new Known(
                    "local class incompatible",
                    "the master is of another version than the driver: say which it is, --spark-version V, or give its"
                            + " folder, --software spark=$SPARK_HOME"),
            new Known(
                    "Master removed our application",
                    "its executors have died too often: the master's and workers' logs tell why"),
            new Known(
                    "All masters are unresponsive",
                    "the master does not answer, as one of another version does not: say which it is, --spark-version"
                            + " V, or give its folder, --software spark=$SPARK_HOME"),
            new Known("OutOfMemoryError", "give executors more memory: --spark-conf spark.executor.memory=4g"));

    /** @param trace a stack's trace, its lines with {@code " | "} between them */
    static String told(String trace) {
        List<String> lines = List.of(trace.split(" \\| "));
        String words = Stream.concat(
                        lines.stream().limit(1),
                        lines.stream()
                                .filter(line -> line.startsWith("Caused by: "))
                                .reduce((first, last) -> last)
                                .stream())
                .reduce((first, cause) -> first + "; " + cause)
                .orElse("");
        String brief = words.length() > LONGEST ? words.substring(0, LONGEST) + "…" : words;
        return KNOWN.stream()
                .filter(known -> trace.contains(known.sign()))
                .findFirst()
                .map(known -> brief + "; " + known.remedy())
                .orElse(brief);
    }
}
