package io.ordeal.cluster;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Starts a cluster's nodes in the order of its description, and waits until each is up and all are ready, whatever the
 * nodes run in.
 */
public final class Startup {
    private static final Duration POLL = Duration.ofMillis(10);

    /** How long an answer is waited for before it is looked whether the nodes still run, and the time is not over. */
    private static final Duration LOOK = Duration.ofMillis(200);

    private final StartedCluster<?> cluster;
    private final ClusterDescription description;

    Startup(StartedCluster<?> cluster) {
        this.cluster = cluster;
        this.description = cluster.description();
    }

    /**
     * Starts all, group by group.
     *
     * @param deadlineNanos by {@link System#nanoTime}
     * @throws ClusterException what did not come up, where its log is, and the last lines
     */
    void all(long deadlineNanos) throws IOException, InterruptedException {
        List<List<String>> groups = description.startOrder();
        for (int i = 0; i < groups.size(); i++) {
            for (String name : groups.get(i)) {
                launch(cluster.node(name));
            }
            for (String name : groups.get(i)) {
                awaitUp(cluster.node(name), deadlineNanos);
            }
            int group = i;
            if (group < groups.size() - 1) {
                awaitReady(deadlineNanos, () -> description.isReady(cluster, group));
            }
        }
        awaitReady(deadlineNanos, () -> description.isReady(cluster));
    }

    /** Starts one, and waits until it is up, at most as long as the description gives the whole cluster. */
    void one(String name) throws IOException, InterruptedException {
        launch(cluster.node(name));
        awaitUp(
                cluster.node(name),
                System.nanoTime() + description.readyWithin().toNanos());
    }

    private static void launch(ClusterNode node) throws IOException, InterruptedException {
        try {
            node.launch();
        } catch (IOException | InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ClusterException(
                    node.program().software().name() + " on node " + node.name() + " can't be started: " + reason(e),
                    e);
        }
    }

    private void awaitUp(ClusterNode node, long deadlineNanos) throws IOException, InterruptedException {
        await(
                deadlineNanos,
                List.of(node),
                Set.of(Cluster.State.ENDED, Cluster.State.KILLED),
                () -> node.program().isUp(cluster, node.name()),
                lastFailure -> node.program().software().name()
                        + " on node " + node.name() + " was not up in time" + lastFailure + "; "
                        + LogTail.describe(node.log()));
        node.seenUp();
    }

    /** Who is asked may end a node and start it anew for the others to find it: that one was killed is no failure. */
    private void awaitReady(long deadlineNanos, Readiness.Question question) throws IOException, InterruptedException {
        List<? extends ClusterNode> started = cluster.nodes().values().stream()
                .filter(ClusterNode::wasStarted)
                .toList();
        await(deadlineNanos, started, Set.of(Cluster.State.ENDED), question, lastFailure -> {
            StringBuilder message = new StringBuilder("each of ")
                    .append(started.stream().map(ClusterNode::name).toList())
                    .append(" is up, but together they were not ready in time")
                    .append(lastFailure);
            started.forEach(node ->
                    message.append("\n").append(node.name()).append(": ").append(LogTail.describe(node.log())));
            return message.toString();
        });
    }

    /**
     * Asks again and again until it is so.
     *
     * @param needed are not in one of the states that mean failure meanwhile
     */
    private void await(
            long deadlineNanos,
            List<? extends ClusterNode> needed,
            Set<Cluster.State> failure,
            Readiness.Question question,
            Complaint complaint)
            throws IOException, InterruptedException {
        String lastFailure = "";
        try (Readiness readiness = new Readiness(question)) {
            while (true) {
                boolean yes = false;
                try {
                    yes = readiness.ask(LOOK.toMillis());
                    lastFailure = readiness.isPending() ? lastFailure : "";
                } catch (InterruptedException e) {
                    throw e;
                } catch (Exception e) {
                    lastFailure = " (" + reason(e) + ")";
                }
                for (ClusterNode node : needed) {
                    if (failure.contains(node.state())) {
                        throw node.ended();
                    }
                }
                if (yes) {
                    return;
                }
                if (System.nanoTime() > deadlineNanos) {
                    throw new ClusterException(
                            complaint.text(lastFailure) + "\nit was given "
                                    + description.readyWithin().toSeconds() + " s",
                            null);
                }
                Thread.sleep(POLL.toMillis());
            }
        }
    }

    /** What an exception says of itself; its kind if it says nothing. */
    public static String reason(Throwable e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    private interface Complaint {
        String text(String lastFailure);
    }
}
