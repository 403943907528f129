package io.ordeal.targets.parts;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.workload.lock.FencedLockClient;
import io.ordeal.workload.lock.Grant;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A lock as the name of a file: who renames the file that is free has the lock, until he names it free again. A file system in
 * which of two who rename one file only one can be done needs nothing else for it: no lease, no clock.
 *
 * <pre>
 *   lock1/free-7 ──c0──► lock1/held-7-c0 ──c0──► lock1/free-8
 *          └────c1──► there is no such file: not granted
 * </pre>
 *
 * <p>The number rises with each release, and is in the name: what is late, such as the release of one who has died since, finds no
 * file of its name any more. So it is a fencing token, too.
 *
 * <p>What a process has taken and never gave back would be held for ever. The next process of the same worker takes it over, with a
 * number of its own: the one before it is over by then.
 */
public final class RenameLock implements FencedLockClient {
    private static final Pattern NAME = Pattern.compile("(free|held)-(\\d+)(?:-c(\\d+))?");
    private static final String MADE = "made";

    private final Files files;
    private final int worker;
    private final Duration late;

    /** What this process has, as a path; null: nothing. */
    private @Nullable State held;

    /**
     * @param worker whose process this is
     * @param operationTimeout after which the next process of the worker may come
     */
    public RenameLock(Files files, int worker, Duration operationTimeout) {
        this.files = files;
        this.worker = worker;
        this.late = operationTimeout.dividedBy(2);
    }

    /** A file system, as one process uses it. Each call is tried once. Paths are folders and a name, with a slash between. */
    public interface Files extends AutoCloseable {
        /**
         * Makes an empty file, and the folders in which it is.
         *
         * @return whether it was made; if not, it was there before
         * @throws DefiniteFailure it was not made, and will not be
         * @throws Exception nobody knows
         */
        boolean make(String path) throws Exception;

        /**
         * Gives a file another name, that no other has.
         *
         * @return whether it has it; if not, there is no file of the first name
         * @throws DefiniteFailure it was not renamed, and will not be
         * @throws Exception nobody knows
         */
        boolean rename(String from, String to) throws Exception;

        /**
         * The names of the files in a folder; none if there is no such folder. Of one that is renamed meanwhile neither name may be
         * among them, or both.
         *
         * @throws Exception nothing is known of them
         */
        List<String> names(String folder) throws Exception;
    }

    /**
     * A file's name, read.
     *
     * @param holder the worker that has it; empty: it is free
     */
    private record State(String lock, long number, OptionalInt holder) {
        static Optional<State> read(String lock, String name) {
            Matcher matcher = NAME.matcher(name);
            return matcher.matches() && matcher.group(1).equals("held") == (matcher.group(3) != null)
                    ? Optional.of(new State(
                            lock,
                            Long.parseLong(matcher.group(2)),
                            matcher.group(3) == null
                                    ? OptionalInt.empty()
                                    : OptionalInt.of(Integer.parseInt(matcher.group(3)))))
                    : Optional.empty();
        }

        String path() {
            return lock + "/" + (holder.isPresent() ? "held-" + number + "-c" + holder.getAsInt() : "free-" + number);
        }

        State next(OptionalInt nextHolder) {
            return new State(lock, number + 1, nextHolder);
        }
    }

    @Override
    public Optional<Grant> acquire(String lock) throws Exception {
        long startNanos = System.nanoTime();
        Optional<State> now = look(lock);
        if (now.isEmpty()) {
            return Optional.empty();
        }
        State before = now.get();
        State mine;
        if (before.holder().isEmpty()) {
            mine = new State(lock, before.number(), OptionalInt.of(worker));
        } else if (before.holder().getAsInt() == worker) {
            mine = before.next(OptionalInt.of(worker));
        } else {
            return Optional.empty();
        }
        if (!files.rename(before.path(), mine.path())) {
            return Optional.empty();
        }
        if (System.nanoTime() - startNanos < late.toNanos()) {
            held = mine;
            return Optional.of(Grant.withToken(mine.number()));
        }
        // soon nobody waits for the answer any more, and the next process takes for over what is this one's
        giveUp(mine);
        return Optional.empty();
    }

    /** As it stands, made where there is nothing yet; empty: it can't be told, or another is about to make it. */
    private Optional<State> look(String lock) throws Exception {
        List<String> names;
        try {
            names = files.names(lock);
        } catch (InterruptedException | DefiniteFailure known) {
            throw known;
        } catch (Exception unread) {
            throw new DefiniteFailure("nothing was changed, as nothing could be read: " + unread, unread);
        }
        Optional<State> now = names.stream()
                .map(name -> State.read(lock, name))
                .flatMap(Optional::stream)
                .max(Comparator.comparingLong(State::number));
        if (now.isPresent() || names.contains(MADE) || !files.make(lock + "/" + MADE)) {
            return now;
        }
        State first = new State(lock, 0, OptionalInt.empty());
        files.make(first.path());
        return Optional.of(first);
    }

    private void giveUp(State mine) throws InterruptedException {
        try {
            files.rename(mine.path(), mine.next(OptionalInt.empty()).path());
        } catch (InterruptedException interrupted) {
            throw interrupted;
        } catch (Exception unknown) {
            // it is this worker's then, to be taken over
        }
    }

    @Override
    public void release(String lock) throws Exception {
        State mine = held;
        if (mine == null || !mine.lock().equals(lock)) {
            throw new DefiniteFailure("not the holder: it never was");
        }
        held = null;
        if (!files.rename(mine.path(), mine.next(OptionalInt.empty()).path())) {
            throw new DefiniteFailure("not the holder: there is no " + mine.path());
        }
    }

    @Override
    public void close() throws Exception {
        files.close();
    }
}
