package io.ordeal.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Saved histories of a simulated register with compare and set: each operation takes effect at its completion, so that it is
 * linearizable, unless a read is told wrongly on purpose.
 */
final class SavedRegisters {
    private static final int WORKERS = 10;
    private static final int VALUES = 5;

    /** Was never written. */
    private static final int WRONG = 77;

    private SavedRegisters() {}

    /**
     * Writes so many, each by a seed that is its number.
     *
     * @param wrongEvery each so many-th has a violation, from number 0
     */
    static void write(Path folder, int histories, int operations, int wrongEvery) throws IOException {
        Files.createDirectories(folder);
        for (int i = 0; i < histories; i++) {
            Files.writeString(
                    folder.resolve(String.format("%06d.edn", i)),
                    history(new Random(i), operations, i % wrongEvery == 0));
        }
    }

    private static String history(Random random, int operations, boolean wrong) {
        StringBuilder text = new StringBuilder();
        String[] f = new String[WORKERS];
        int[] first = new int[WORKERS];
        int[] second = new int[WORKERS];
        int value = 0;
        int begun = 0;
        int open = 0;
        boolean told = !wrong;
        event(text, 0, "invoke", "write", "0");
        event(text, 0, "ok", "write", "0");
        while (begun < operations || open > 0) {
            int worker = random.nextInt(WORKERS);
            if (f[worker] == null) {
                if (begun++ < operations) {
                    open++;
                    f[worker] = new String[] {"read", "write", "cas"}[random.nextInt(3)];
                    first[worker] = random.nextInt(VALUES);
                    second[worker] = random.nextInt(VALUES);
                    event(text, worker, "invoke", f[worker], asked(f[worker], first[worker], second[worker]));
                }
                continue;
            }
            String answer = asked(f[worker], first[worker], second[worker]);
            String type = "ok";
            switch (f[worker]) {
                case "read" -> {
                    answer = String.valueOf(told || begun < operations / 2 ? value : WRONG);
                    told |= begun >= operations / 2;
                }
                case "write" -> value = first[worker];
                default -> {
                    type = value == first[worker] ? "ok" : "fail";
                    value = value == first[worker] ? second[worker] : value;
                }
            }
            event(text, worker, type, f[worker], answer);
            f[worker] = null;
            open--;
        }
        return text.toString();
    }

    private static String asked(String f, int first, int second) {
        return switch (f) {
            case "read" -> "nil";
            case "write" -> String.valueOf(first);
            default -> "[" + first + " " + second + "]";
        };
    }

    private static void event(StringBuilder text, int process, String type, String f, String value) {
        text.append("{:process ")
                .append(process)
                .append(", :type :")
                .append(type)
                .append(", :f :")
                .append(f);
        text.append(", :value ").append(value).append("}\n");
    }
}
