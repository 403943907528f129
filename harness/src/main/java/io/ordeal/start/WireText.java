package io.ordeal.start;

import io.ordeal.client.process.WireExample;
import io.ordeal.workload.ServedOperation;
import io.ordeal.workload.Workload;
import java.util.ServiceLoader;

/** What harness and client say to each other, in the lines of one who is to write a client. */
final class WireText {
    private static final long FIRST_ID = 411;

    private WireText() {}

    /** All operations of a workload, one after the other, with what else may be answered. */
    static String of(String workload) {
        StringBuilder text = new StringBuilder();
        long id = FIRST_ID;
        for (ServedOperation operation : find(workload).operations()) {
            line(text, "", operation.f() + ": " + operation.meaning());
            line(text, "harness", WireExample.invoke(operation, id));
            line(text, "client", WireExample.ok(operation, id));
            id++;
        }
        return text.toString().stripTrailing();
    }

    private static void line(StringBuilder text, String who, String what) {
        text.append(who.isEmpty() ? "" : String.format("%-9s", who))
                .append(what)
                .append('\n');
    }

    private static Workload<?> find(String name) {
        for (Workload<?> workload : ServiceLoader.load(Workload.class, WireText.class.getClassLoader())) {
            if (workload.name().equals(name)) {
                return workload;
            }
        }
        throw new IllegalStateException("there is no workload " + name + " on the class path");
    }
}
