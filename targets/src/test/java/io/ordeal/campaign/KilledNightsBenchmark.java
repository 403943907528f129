package io.ordeal.campaign;

import io.ordeal.campaign.memory.CampaignMemory;
import io.ordeal.campaign.memory.TrialRow;
import io.ordeal.campaign.memory.TrialRow.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * A night that is killed by kill -9 at random moments and taken up each time: whether anything is judged twice or lost,
 * whether its memory can be read, and whether anything is left running.
 *
 * <pre>
 *   KilledNightsBenchmark FOLDER [KILLS] [SEED] [TARGET,TARGET]      such as /tmp/killed 20 1 jvm-register,redis-token
 * </pre>
 */
public final class KilledNightsBenchmark {
    private static final int LONGEST_SECONDS = 20;
    private static final int GONE_WITHIN_SECONDS = 30;

    private final Path folder;
    private final SplittableRandom random;
    private final Path file;
    private final Map<String, TrialRow> done = new HashMap<>();
    private int wrong;

    private KilledNightsBenchmark(Path folder, long seed, String targets) throws IOException {
        this.folder = Files.createDirectories(folder).toAbsolutePath();
        this.random = new SplittableRandom(seed);
        file = Files.writeString(
                this.folder.resolve("night.yaml"), "budget: 1h\njobs: 2\ncells: [{targets: [" + targets + "]}]\n");
    }

    public static void main(String[] arguments) throws Exception {
        KilledNightsBenchmark benchmark = new KilledNightsBenchmark(
                Path.of(arguments[0]),
                arguments.length > 2 ? Long.parseLong(arguments[2]) : 1,
                arguments.length > 3 ? arguments[3] : "jvm-register");
        int kills = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20;
        for (int kill = 1; kill <= kills; kill++) {
            benchmark.kill(kill);
        }
        benchmark.end();
        System.out.println(benchmark.wrong == 0 ? "nothing was wrong" : benchmark.wrong + " things were wrong");
        System.exit(benchmark.wrong == 0 ? 0 : 1);
    }

    private Process start(boolean resume) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "io.ordeal.cli.Main",
                "nightly",
                file.toString(),
                "--results",
                folder.toString(),
                "--seed",
                "1"));
        if (resume) {
            command.add("--resume");
        }
        return new ProcessBuilder(command)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("out").toFile()))
                .redirectError(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("err").toFile()))
                .start();
    }

    private void kill(int number) throws Exception {
        Process night = start(number > 1);
        // on a busy machine a JVM takes long to get so far
        while (!lockHolder().equals(String.valueOf(night.pid())) && night.isAlive()) {
            Thread.sleep(50);
        }
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1 + random.nextInt(LONGEST_SECONDS * 1000));
        Set<ProcessHandle> started = new HashSet<>();
        while (System.nanoTime() < until && night.isAlive()) {
            night.descendants().forEach(started::add);
            Thread.sleep(50);
        }
        if (!night.isAlive()) {
            wrong("the night ended by itself, exit code " + night.exitValue());
            return;
        }
        night.descendants().forEach(started::add);
        night.destroyForcibly().waitFor();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(GONE_WITHIN_SECONDS);
        while (started.stream().anyMatch(ProcessHandle::isAlive) && System.nanoTime() < deadline) {
            Thread.sleep(50);
        }
        started.stream()
                .filter(ProcessHandle::isAlive)
                .forEach(left -> wrong("process " + left.pid() + " lives on: "
                        + left.info().commandLine().orElse("")));
        look(number);
    }

    /** Who has the right to make a night here, or had it. */
    private String lockHolder() throws IOException {
        Path lock = folder.resolve("nightly.lock");
        return Files.exists(lock) ? Files.readString(lock) : "";
    }

    /** What was done stays as it was. */
    private void look(int number) {
        if (!Files.exists(folder.resolve("memory.sqlite"))) {
            System.out.println("kill " + number + ": before there was a memory");
            return;
        }
        try (CampaignMemory memory = CampaignMemory.open(folder.resolve("memory.sqlite"))) {
            Map<String, TrialRow> now = new HashMap<>();
            memory.nights().forEach(night -> memory.trials(night.id()).forEach(trial -> now.put(trial.id(), trial)));
            done.forEach((id, row) -> {
                if (!row.equals(now.get(id))) {
                    wrong("a trial that was done has changed: " + row + " is " + now.get(id));
                }
            });
            now.values().stream()
                    .filter(trial -> trial.state() == State.DONE)
                    .forEach(trial -> done.put(trial.id(), trial));
            System.out.println("kill " + number + ": " + done.size() + " trials done, "
                    + now.values().stream()
                            .filter(trial -> trial.state() == State.RUNNING)
                            .count() + " under way, "
                    + now.values().stream()
                            .filter(trial -> trial.state() == State.LOST)
                            .count() + " lost");
        }
    }

    private void end() throws Exception {
        Process night = start(true);
        while (!lockHolder().equals(String.valueOf(night.pid())) && night.isAlive()) {
            Thread.sleep(50);
        }
        TimeUnit.SECONDS.sleep(LONGEST_SECONDS);
        night.destroy();
        night.waitFor();
        System.out.println("taken up and ended by SIGTERM: exit code " + night.exitValue());
        look(0);
        try (CampaignMemory memory = CampaignMemory.open(folder.resolve("memory.sqlite"))) {
            if (memory.nights().size() != 1) {
                wrong(memory.nights().size() + " nights, not one");
            }
            Set<String> judged = new HashSet<>();
            for (TrialRow trial : memory.trials(memory.nights().get(0).id())) {
                if (trial.state() == State.RUNNING) {
                    wrong("a trial is under way, and the night is not: " + trial);
                }
                if (trial.state() == State.DONE
                        && trial.againOf().isEmpty()
                        && !judged.add(trial.cell() + " " + trial.seed())) {
                    wrong("judged twice: " + trial);
                }
                boolean verdict = trial.folder()
                        .map(run -> Files.exists(Path.of(run).resolve("verdict.json")))
                        .orElse(false);
                if (trial.state() == State.LOST && verdict) {
                    wrong("it was judged, and is lost: " + trial);
                }
            }
            System.out.println(judged.size() + " trials judged, each once");
        }
    }

    private void wrong(String what) {
        wrong++;
        System.out.println("WRONG: " + what);
    }
}
