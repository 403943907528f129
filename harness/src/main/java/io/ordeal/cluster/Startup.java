package io.ordeal.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Starts a cluster's nodes in the order of its description, and waits until each is up and all are ready, whatever the
 * nodes run in.
 */
public final class Startup {
    private static final Duration POLL = Duration.ofMillis(10);

    private final Cluster cluster;
    private final ClusterDescription description;
    private final Map<String, Member> members = new LinkedHashMap<>();

    public Startup(Cluster cluster, Collection<? extends Member> members) {
        this.cluster = cluster;
        this.description = cluster.description();
        members.forEach(member -> this.members.put(member.name(), member));
    }

    /** A node, as far as starting it goes. */
    public interface Member {
        String name();

        ServerProgram program();

        Path log();

        Cluster.State state();

        /** Whether it was started at least once. */
        boolean wasStarted();

        /** Starts its server, without waiting until it is up; nothing if it runs. */
        void launch() throws Exception;

        /** It was seen to be up. From now on it is worth a warning if it ends by itself. */
        void seenUp();

        /** Why it did not come up, when it has ended. */
        ClusterException ended();
    }

    /**
     * Starts all, group by group.
     *
     * @param deadlineNanos by {@link System#nanoTime}
     * @throws ClusterException what did not come up, where its log is, and the last lines
     */
    public void all(long deadlineNanos) throws IOException, InterruptedException {
        List<List<String>> groups = description.startOrder();
        for (int i = 0; i < groups.size(); i++) {
            for (String name : groups.get(i)) {
                launch(member(name));
            }
            for (String name : groups.get(i)) {
                awaitUp(member(name), deadlineNanos);
            }
            int group = i;
            if (group < groups.size() - 1) {
                awaitReady(deadlineNanos, () -> description.isReady(cluster, group));
            }
        }
        awaitReady(deadlineNanos, () -> description.isReady(cluster));
    }

    /** Starts one, and waits until it is up, at most as long as the description gives the whole cluster. */
    public void one(String name) throws IOException, InterruptedException {
        launch(member(name));
        awaitUp(member(name), System.nanoTime() + description.readyWithin().toNanos());
    }

    private Member member(String name) {
        Member member = members.get(name);
        if (member == null) {
            throw new IllegalArgumentException("there is no node " + name + ", but " + members.keySet());
        }
        return member;
    }

    private static void launch(Member member) throws IOException, InterruptedException {
        try {
            member.launch();
        } catch (IOException | InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ClusterException(
                    member.program().software().name() + " on node " + member.name() + " can't be started: "
                            + reason(e),
                    e);
        }
    }

    private void awaitUp(Member member, long deadlineNanos) throws IOException, InterruptedException {
        await(
                deadlineNanos,
                List.of(member),
                () -> member.program().isUp(cluster, member.name()),
                lastFailure -> member.program().software().name()
                        + " on node " + member.name() + " was not up in time" + lastFailure + "; "
                        + LogTail.describe(member.log()));
        member.seenUp();
    }

    private void awaitReady(long deadlineNanos, Question question) throws IOException, InterruptedException {
        List<Member> started =
                members.values().stream().filter(Member::wasStarted).toList();
        await(deadlineNanos, started, question, lastFailure -> {
            StringBuilder message = new StringBuilder("each of ")
                    .append(started.stream().map(Member::name).toList())
                    .append(" is up, but together they were not ready in time")
                    .append(lastFailure);
            started.forEach(member ->
                    message.append("\n").append(member.name()).append(": ").append(LogTail.describe(member.log())));
            return message.toString();
        });
    }

    /** Asks again and again until it is so, and all of the nodes still run. */
    private void await(long deadlineNanos, List<Member> needed, Question question, Complaint complaint)
            throws IOException, InterruptedException {
        String lastFailure = "";
        while (true) {
            boolean yes = false;
            try {
                yes = question.ask();
                lastFailure = "";
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                lastFailure = " (" + reason(e) + ")";
            }
            for (Member member : needed) {
                Cluster.State state = member.state();
                if (state == Cluster.State.ENDED || state == Cluster.State.KILLED) {
                    throw member.ended();
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

    /** What an exception says of itself; its kind if it says nothing. */
    public static String reason(Throwable e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    private interface Question {
        boolean ask() throws Exception;
    }

    private interface Complaint {
        String text(String lastFailure);
    }
}
