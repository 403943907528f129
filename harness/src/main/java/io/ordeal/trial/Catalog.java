package io.ordeal.trial;

import io.ordeal.checker.CheckerProvider;
import io.ordeal.checker.CheckerSpec;
import io.ordeal.checker.Checkers;
import io.ordeal.names.NearestNames;
import io.ordeal.store.FolderName;
import io.ordeal.store.RunSpec;
import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.Target;
import io.ordeal.targets.file.FileTarget;
import io.ordeal.targets.file.TargetFile;
import io.ordeal.workload.Workload;
import io.ordeal.workload.WorkloadOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The targets, workloads, checkers and showcases on the class path, and in jars and files that the user names. */
public final class Catalog {
    /** Of a workload whose checker is asked for by name, without a run: a checker judges by the history alone. */
    private static final WorkloadOptions ANY = new WorkloadOptions(0, 1, 1, 1, Duration.ofSeconds(1));

    /** All that is built with it. */
    private static final String OWN_PACKAGES = "io.ordeal.";

    private final SortedMap<String, Target> targets = new TreeMap<>();
    private final SortedMap<String, Workload<?>> workloads = new TreeMap<>();
    private final Services services;
    /** Names of those that {@link #including} brought. */
    private final Set<String> made = new HashSet<>();

    private Catalog(Services services) {
        this.services = services;
        for (Target target : services.load(Target.class)) {
            add(Target.class, target, Target::name, targets);
            services.ask(Target.class, target, "summary()", Target::summary);
            services.ask(Target.class, target, "cluster()", Target::cluster);
            services.ask(Target.class, target, "newClients()", Target::newClients);
            services.ask(Target.class, target, "expectations()", Target::expectations);
        }
        for (Workload<?> workload : services.load(Workload.class)) {
            add(Workload.class, workload, Workload::name, workloads);
            services.ask(Workload.class, workload, "clientType()", Workload::clientType);
        }
    }

    private Catalog(Catalog others, Target one) {
        services = others.services;
        targets.putAll(others.targets);
        targets.put(FolderName.require("target", one.name()), one);
        made.addAll(others.made);
        made.add(one.name());
        workloads.putAll(others.workloads);
    }

    private <T> void add(
            Class<?> kind, T named, Function<? super T, @Nullable String> naming, SortedMap<String, T> all) {
        String what = kind.getSimpleName().toLowerCase(Locale.ROOT);
        String name = services.ask(kind, named, "name()", naming);
        try {
            FolderName.require(what, name);
        } catch (IllegalArgumentException unfit) {
            throw new IllegalArgumentException(
                    services.origin(named.getClass()) + named.getClass().getName() + ": " + unfit.getMessage(), unfit);
        }
        T other = all.putIfAbsent(name, named);
        if (other != null) {
            throw new IllegalArgumentException("two " + what + "s are named " + name + ": "
                    + other.getClass().getName() + " and " + services.origin(named.getClass())
                    + named.getClass().getName() + ": give one of them another name");
        }
    }

    /** What is on the class path. */
    public static Catalog onClassPath() {
        return new Catalog(Services.onClassPath());
    }

    /**
     * What is on the class path and in some jars beside it.
     *
     * @throws IllegalArgumentException a jar does not exist, or what is in it can't be used; the message says what, and why
     */
    public static Catalog with(List<Path> jars) {
        if (jars.isEmpty()) {
            return onClassPath();
        }
        Services services = Services.with(jars);
        services.load(CheckerProvider.class);
        Catalog catalog = new Catalog(services);
        catalog.workloads.values().forEach(catalog::requireNoCheckersName);
        return catalog;
    }

    /** A verdict tells its checker by the name by which it can be asked for: of two of one name it would be the wrong one. */
    private void requireNoCheckersName(Workload<?> workload) {
        String origin = services.origin(workload.getClass());
        if (!origin.isEmpty()
                && Checkers.all(services.loader()).stream()
                        .anyMatch(spec -> spec.name().equals(workload.name()))
                && services.ask(Workload.class, workload, "checker()", asked -> asked.checker(ANY))
                        .named()
                        .isEmpty()) {
            throw new IllegalArgumentException(origin + workload.getClass().getName() + ": the workload "
                    + workload.name() + " is judged by a checker of its own without a name, and --checker "
                    + workload.name() + " is another: give the workload another name");
        }
    }

    /** The same, with a target that somebody made, in the place of any other of its name. */
    public Catalog including(Target made) {
        return new Catalog(this, made);
    }

    /**
     * The same with targets that files describe.
     *
     * @throws IllegalArgumentException what is wrong with a file, with line and key; or a target of that name is there
     */
    public Catalog withTargetFiles(List<Path> files) {
        Catalog more = this;
        for (Path file : files) {
            FileTarget target = TargetFile.read(file, workloads.values());
            if (more.targets.containsKey(target.name())) {
                throw new IllegalArgumentException(file + ": two targets are named " + target.name()
                        + ", and one is in another file, on the class path or in a jar: give it another name");
            }
            more = more.including(target);
        }
        return more;
    }

    /**
     * The same with the target of a run that a file described, as the run's own copy of it says; one of that name that is
     * there is the user's wish, and stays.
     *
     * @param copy of the file, in the run's folder; where it is none, the file itself is read
     * @throws IllegalArgumentException what is wrong with the file
     */
    public Catalog withTargetOf(RunSpec spec, Path copy) {
        if (spec.targetFile().isEmpty() || targets.containsKey(spec.target())) {
            return this;
        }
        Path original = Path.of(spec.targetFile().get());
        return including(TargetFile.readCopy(Files.exists(copy) ? copy : original, original, workloads.values()));
    }

    public List<Target> targets() {
        return List.copyOf(targets.values());
    }

    public List<Workload<?>> workloads() {
        return List.copyOf(workloads.values());
    }

    /** The trials of {@code ./ordeal run} without arguments, in the order in which they are to be shown. */
    public List<Showcase> showcases() {
        return services.load(Showcase.class);
    }

    /** The target of a name; empty if there is none. */
    public Optional<Target> findTarget(String name) {
        return Optional.ofNullable(targets.get(name));
    }

    /** Whether a target is an object that somebody brought, and none that is found on the class path or in a jar. */
    boolean isMadeHere(Target target) {
        return made.contains(target.name());
    }

    /** Whether a target was not built with Ordeal: nobody has looked at its clients. */
    public boolean isFromOutside(Target target) {
        Class<?> type = target.getClass();
        return !services.origin(type).isEmpty() || !type.getName().startsWith(OWN_PACKAGES);
    }

    /** The jars that were named. */
    List<Path> jars() {
        return services.jars();
    }

    /** @throws NoSuchElementException the message names the targets that exist, the nearest first */
    public Target target(String name) {
        Target target = targets.get(name);
        if (target == null) {
            throw new NoSuchElementException(
                    NearestNames.unknown("target", name, targets.keySet()) + "; all: ./ordeal list targets");
        }
        return target;
    }

    /** @throws NoSuchElementException the message names the workloads that exist, the nearest first */
    public Workload<?> workload(String name) {
        Workload<?> workload = workloads.get(name);
        if (workload == null) {
            throw new NoSuchElementException(
                    NearestNames.unknown("workload", name, workloads.keySet()) + "; all: ./ordeal list workloads");
        }
        return workload;
    }

    /**
     * In the order in which {@code ./ordeal list checkers} prints them. After those that have names come those of workloads
     * that are judged by one without: what {@code verdict.json} calls by the workload's name can be asked for by it.
     */
    public List<CheckerSpec> checkers() {
        List<CheckerSpec> all = new ArrayList<>(Checkers.all(services.loader()));
        Set<String> names = all.stream().map(CheckerSpec::name).collect(Collectors.toSet());
        workloads.values().stream()
                .filter(workload -> !names.contains(workload.name()))
                .filter(workload -> workload.checker(ANY).named().isEmpty())
                .map(Catalog::checkerOf)
                .forEach(all::add);
        return List.copyOf(all);
    }

    private static CheckerSpec checkerOf(Workload<?> workload) {
        return new CheckerSpec(
                workload.name(),
                workload.promise(),
                workload.operations().stream()
                        .map(served ->
                                new CheckerSpec.OpShape(served.f(), example(served.invoked()), example(served.ok())))
                        .toList(),
                Set.of(),
                List.of(),
                options -> workload.checker(ANY));
    }

    private static String example(@Nullable Object value) {
        return value == null ? "nil" : "such as " + value;
    }

    /** @throws NoSuchElementException the message names the checkers that exist, the nearest first */
    public CheckerSpec checker(String name) {
        Optional<CheckerSpec> named = Checkers.all(services.loader()).stream()
                .filter(spec -> spec.name().equals(name))
                .findFirst();
        if (named.isPresent()) {
            return named.get(); // the usual case, for which no workload has to be asked
        }
        List<CheckerSpec> all = checkers();
        return all.stream()
                .filter(spec -> spec.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(NearestNames.unknown(
                        "checker", name, all.stream().map(CheckerSpec::name).toList())));
    }

    /**
     * The workload that a target is tried with where none is asked for: the first that its file names; else the plainest
     * one that it serves.
     *
     * @throws NoSuchElementException it serves none
     */
    public Workload<?> usualWorkloadOf(Target target) {
        List<Workload<?>> served = workloadsOf(target);
        if (served.isEmpty()) {
            throw new NoSuchElementException("the target " + target.name() + " serves no workload");
        }
        return target.newClients().workloads().isEmpty()
                ? served.stream().filter(Workload::isUsual).findFirst().orElse(served.get(0))
                : served.get(0);
    }

    /** The workloads that a target has clients for. */
    public List<Workload<?>> workloadsOf(Target target) {
        ClientFactories clients = target.newClients();
        return workloads.values().stream()
                .filter(workload -> clients.serves(workload.name(), workload.clientType()))
                .sorted(Comparator.comparingInt(workload -> clients.workloads().indexOf(workload.name())))
                .<Workload<?>>map(workload -> workload)
                .toList();
    }
}
