package io.ordeal.cli;

import io.ordeal.cluster.ClusterKind;
import io.ordeal.store.RunSpecJson;
import io.ordeal.text.DurationText;
import io.ordeal.trial.Catalog;
import io.ordeal.validate.AskedTrial;
import io.ordeal.validate.Findings;
import io.ordeal.validate.Question;
import io.ordeal.validate.Questions;
import io.ordeal.validate.Validation;
import io.ordeal.validate.ValidationJson;
import io.ordeal.validate.ValidationListener;
import io.ordeal.validate.ValidationOutputs;
import io.ordeal.validate.ValidationRequest;
import io.ordeal.validate.ValidationText;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./ordeal validate}: what a target keeps, and what it breaks. */
@Command(
        name = "validate",
        description = {
            "Tries every workload that a target serves without faults, under each fault that it takes, and under two at",
            "once, the likely breakers first, and tells what it keeps, what it breaks, and what could not be told. Writes",
            "results/validate/TARGET/{index.html,summary.md,validate.json,expectations.yaml,expectations.java.txt}."
        },
        footer = {
            "",
            "Exit codes: 0 all that was told is as the target says of itself, or it says nothing; 1 something is other than",
            "it says; 2 something is open, without faults or under one (two at once are tried as far as there is time);",
            "254 it can't be begun; 255 the harness or its surroundings failed."
        })
final class ValidateCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli asks for it
    private final HelpOption help = new HelpOption();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "TARGET|ordeal.yaml",
            description = "As ./ordeal list targets, or a file that describes one.")
    private @Nullable String asked;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "WORKLOAD",
            description = "These workloads, of those that it serves; all without.")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--budget",
            paramLabel = "TIME",
            description =
                    "Until the last trial ends, such as 30m; 10m without. What is left of it when each fault was tried"
                            + " goes where a violation is likeliest.")
    private @Nullable String budget;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "Trials side by side at most, as far as there is room; twice as many as processors without.")
    private int jobs = 2 * Runtime.getRuntime().availableProcessors();

    @Option(names = "--seed", paramLabel = "N", description = "Of all seeds; drawn itself without.")
    private @Nullable Long seed;

    @Option(
            names = "--cluster",
            paramLabel = "process|namespace|container",
            description = "Where the nodes run; process without.")
    private @Nullable String cluster;

    @Mixin
    private final VersionOptions versions = new VersionOptions();

    @Mixin
    private final JarOption jars = new JarOption();

    @Mixin
    private final ResultsOption results = new ResultsOption();

    @Option(names = "--json", description = "One JSON object, and nothing else on standard output.")
    private boolean json;

    ValidateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        String target = target();
        Catalog catalog = jars.catalog();
        Path folder = results.folder().toAbsolutePath();
        Validation validation;
        try {
            validation = new Validation(
                    request(target, folder), catalog, Clock.system(ZoneId.systemDefault()), listener(target));
        } catch (NoSuchElementException | IllegalArgumentException wrong) {
            throw new UsageException(wrong);
        }
        // a Ctrl-C while it is told must not cut that off
        return Interruptible.run(
                        validation::stop,
                        () -> tell(validation.run(), folder.resolve("validate").resolve(target)))
                .status();
    }

    private String target() {
        if (asked != null && !isFile(asked)) {
            return asked;
        }
        if (asked != null) {
            jars.add(Path.of(asked));
        }
        return jars.describedTarget()
                .orElseThrow(() -> new UsageException(
                        "TARGET is missing, or the files describe several: ./ordeal list targets prints those that there"
                                + " are, and ./ordeal validate ordeal.yaml takes the one that a file describes"));
    }

    private static boolean isFile(String name) {
        return name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
    }

    private ValidationRequest request(String named, Path folder) {
        return new ValidationRequest(
                named,
                only,
                budget == null ? ValidationRequest.USUAL_BUDGET : DurationArgument.parse("--budget", budget),
                jobs,
                seed != null ? seed : new SecureRandom().nextInt(1_000_000),
                cluster(),
                versions.isEmpty() ? Optional.empty() : Optional.of(String.join(",", versions.texts())),
                folder,
                WorkerCommand.of(jars));
    }

    private ClusterKind cluster() {
        if (cluster == null) {
            return ClusterKind.PROCESS;
        }
        try {
            return RunSpecJson.clusterKind(cluster);
        } catch (IllegalArgumentException wrong) {
            throw new UsageException("--cluster: " + wrong.getMessage(), wrong);
        }
    }

    private ValidationListener listener(String target) {
        return new ValidationListener() {
            private long asked;

            @Override
            public void begun(Questions questions) {
                long alone = questions.all().stream()
                        .filter(question -> question.faults().size() < 2)
                        .count();
                terminal.err()
                        .println("ordeal: " + target + ": " + alone + " questions of no fault or one, "
                                + (questions.all().size() - alone) + " of two at once");
            }

            @Override
            public void ended(Question question, AskedTrial trial) {
                asked++;
                terminal.clearLine();
                Duration time = trial.choice().time();
                terminal.err()
                        .println("ordeal: " + asked + ": " + question.workload() + " under " + question.faultsText()
                                + ": " + trial.result().verdict() + ", " + DurationText.print(time) + ", seed "
                                + trial.choice().seed() + " (" + trial.choice().why() + ")"
                                + (trial.result().why().isEmpty()
                                        ? ""
                                        : ": " + trial.result().why()));
            }

            @Override
            public void told(String sentence) {
                terminal.warn(sentence);
            }
        };
    }

    private ExitCode tell(Findings findings, Path folder) throws IOException {
        terminal.clearLine();
        ValidationOutputs.write(findings, folder);
        if (json) {
            terminal.out().println(ValidationJson.write(findings));
        } else {
            terminal.out().print(ValidationText.print(findings, terminal.style()));
            terminal.out().println(" page: " + folder.resolve("index.html"));
            terminal.out()
                    .println(" expectations to be pasted in: " + folder.resolve("expectations.yaml")
                            + ", expectations.java.txt");
        }
        terminal.out().flush();
        if (findings.diskFull() || findings.isFailed()) {
            return ExitCode.HARNESS;
        }
        if (findings.isContradicted()) {
            return ExitCode.INVALID;
        }
        return findings.isUndecided() ? ExitCode.UNKNOWN : ExitCode.VALID;
    }
}
