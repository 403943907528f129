package io.ordeal.trial;

import io.ordeal.checker.CheckerProvider;
import io.ordeal.checker.CheckerSpec;
import io.ordeal.checker.Checkers;
import io.ordeal.names.NearestNames;
import io.ordeal.store.FolderName;
import io.ordeal.targets.Target;
import io.ordeal.workload.Workload;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SortedMap;
import java.util.TreeMap;

/** The targets, workloads, checkers and showcases on the class path and in jars that the user names. */
public final class Catalog {
    private final SortedMap<String, Target> targets = new TreeMap<>();
    private final SortedMap<String, Workload<?>> workloads = new TreeMap<>();
    private final Services services;

    private Catalog(Services services) {
        this.services = services;
        for (Target target : services.load(Target.class)) {
            add("target", target.name(), target, targets);
        }
        for (Workload<?> workload : services.load(Workload.class)) {
            add("workload", workload.name(), workload, workloads);
        }
    }

    private Catalog(Catalog others, Target made) {
        services = others.services;
        targets.putAll(others.targets);
        targets.put(FolderName.require("target", made.name()), made);
        workloads.putAll(others.workloads);
    }

    private static <T> void add(String what, String name, T named, SortedMap<String, T> all) {
        T other = all.putIfAbsent(FolderName.require(what, name), named);
        if (other != null) {
            throw new IllegalArgumentException("two " + what + "s are named " + name + ": "
                    + other.getClass().getName() + " and " + named.getClass().getName());
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
        return new Catalog(services);
    }

    /** The same, with a target that somebody made, in the place of any other of its name. */
    public Catalog including(Target made) {
        return new Catalog(this, made);
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

    /** In the order in which {@code ./ordeal list checkers} prints them. */
    public List<CheckerSpec> checkers() {
        return Checkers.all(services.loader());
    }

    /** @throws NoSuchElementException the message names the checkers that exist, the nearest first */
    public CheckerSpec checker(String name) {
        List<CheckerSpec> all = checkers();
        return all.stream()
                .filter(spec -> spec.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(NearestNames.unknown(
                        "checker", name, all.stream().map(CheckerSpec::name).toList())));
    }

    /** The workloads that a target has clients for. */
    public List<Workload<?>> workloadsOf(Target target) {
        var types = target.newClients().types();
        return workloads.values().stream()
                .filter(workload -> types.contains(workload.clientType()))
                .<Workload<?>>map(workload -> workload)
                .toList();
    }
}
