package io.ordeal.trial;

import io.ordeal.checker.CheckerSpec;
import io.ordeal.checker.Checkers;
import io.ordeal.names.NearestNames;
import io.ordeal.target.Target;
import io.ordeal.workload.Workload;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;

/** The targets, workloads, checkers and showcases on the class path and in jars that the user names. */
public final class Catalog {
    private final SortedMap<String, Target> targets = new TreeMap<>();
    private final SortedMap<String, Workload<?>> workloads = new TreeMap<>();
    private final ClassLoader loader;

    private Catalog(ClassLoader loader) {
        this.loader = loader;
        ServiceLoader.load(Target.class, loader).forEach(target -> {
            if (targets.putIfAbsent(target.name(), target) != null) {
                throw new IllegalStateException("two targets are named " + target.name() + ": "
                        + targets.get(target.name()).getClass().getName() + " and "
                        + target.getClass().getName());
            }
        });
        ServiceLoader.load(Workload.class, loader).forEach(workload -> workloads.put(workload.name(), workload));
    }

    /** What is on the class path. */
    public static Catalog onClassPath() {
        return new Catalog(Catalog.class.getClassLoader());
    }

    /**
     * What is on the class path and in some jars beside it.
     *
     * @throws IllegalArgumentException a jar does not exist
     */
    public static Catalog with(List<Path> jars) {
        if (jars.isEmpty()) {
            return onClassPath();
        }
        List<URL> urls = new ArrayList<>();
        for (Path jar : jars) {
            if (!Files.exists(jar)) {
                throw new IllegalArgumentException(
                        "no jar at " + jar.toAbsolutePath() + ": --jar takes the path of one");
            }
            try {
                urls.add(jar.toUri().toURL());
            } catch (MalformedURLException impossible) {
                throw new IllegalArgumentException(impossible);
            }
        }
        return new Catalog(new URLClassLoader(urls.toArray(URL[]::new), Catalog.class.getClassLoader()));
    }

    public List<Target> targets() {
        return List.copyOf(targets.values());
    }

    public List<Workload<?>> workloads() {
        return List.copyOf(workloads.values());
    }

    /** The trials of {@code ./ordeal run} without arguments, in the order in which they are to be shown. */
    public List<Showcase> showcases() {
        return ServiceLoader.load(Showcase.class, loader).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
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
        return Checkers.all(loader);
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
