package io.ordeal.targets.hdfs;

import static io.ordeal.targets.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.MeshFactory;
import io.ordeal.cluster.ProcessCluster;
import io.ordeal.mesh.Breakage;
import io.ordeal.mesh.Mesh;
import io.ordeal.targets.MortalWorker;
import io.ordeal.targets.parts.RenameLock;
import io.ordeal.targets.parts.RenameLockContract;
import io.ordeal.workload.log.LogEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A name node and three data nodes: what a writer is told whose file was taken away, and every line of {@link HdfsError} brought about,
 * and what became of what was to be done.
 */
@Tag("systems")
class HdfsFilesTest implements RenameLockContract {
    private static final Duration PATIENT = Duration.ofMinutes(2);
    private static final Duration SHORT = Duration.ofSeconds(2);
    private static final String NAME_NODE = HdfsCluster.NAME_NODE;

    @TempDir
    static Path run;

    private static ProcessCluster cluster;
    private static int keys;

    private String key;

    @BeforeAll
    static void start() throws Exception {
        cluster = ProcessCluster.start(
                new HdfsCluster(), new ClusterSettings(run, ClusterSettings.userCache(), 2, MeshFactory.embedded(1)));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @BeforeEach
    void heal() throws Exception {
        cluster.mesh().healAll();
        cluster.start(NAME_NODE);
        for (String node : HdfsCluster.DATA_NODES) {
            cluster.resume(node);
            cluster.start(node);
        }
        eventually("the name node knows all data nodes", () -> new HdfsCluster().isReady(cluster));
        key = "key" + ++keys;
    }

    private static HadoopFiles files(int worker, Duration operationTimeout) throws Exception {
        return new HdfsClients().files(MortalWorker.of(cluster, worker).hastening(operationTimeout));
    }

    private static HadoopFiles files(int worker) throws Exception {
        return files(worker, PATIENT);
    }

    private static HdfsLog log(int worker) throws Exception {
        return new HdfsLog(
                files(worker), MortalWorker.of(cluster, worker).hastening(PATIENT), HadoopFiles.Writer::flush);
    }

    private static void assertThatItProves(HdfsError error, ThrowingCallable call) {
        assertThatItProves(Set.of(error), call);
    }

    private static void assertThatItProves(Set<HdfsError> errors, ThrowingCallable call) {
        IOException failure = catchThrowableOfType(IOException.class, call);
        assertThat(failure).isNotNull();
        HdfsError error = HdfsError.of(failure);
        assertThat(error).as("%s", failure).isIn(errors);
        assertThat(error.exception(failure))
                .isInstanceOf(DefiniteFailure.class)
                .hasMessageStartingWith(error.meaning());
    }

    /** It believes that it has a file to give up, and may say that it can't. */
    private static void closeWhoStillWrites(HadoopFiles files) {
        try {
            files.close();
        } catch (IOException notGivenUp) {
            // that is what the test has brought about
        }
    }

    private static void assertThatItIsUnknown(HdfsError error, ThrowingCallable call) {
        IOException failure = catchThrowableOfType(IOException.class, call);
        assertThat(failure).isNotNull();
        assertThat(HdfsError.of(failure)).as("%s", failure).isEqualTo(error);
        assertThat(error.exception(failure)).isSameAs(failure);
    }

    @Test
    void whatIsFlushedIsSeenWhileItsWriterGoesOn() throws Exception {
        try (HadoopFiles one = files(0);
                HadoopFiles other = files(1);
                HadoopFiles.Writer writer = one.create(key)) {
            writer.flush("<1>");
            assertThat(other.read(key, 0)).isEqualTo("<1>");
            assertThat(writer.position()).isEqualTo(3);
            writer.sync("<2>");
            assertThat(other.read(key, 3)).isEqualTo("<2>");
        }
    }

    /** The log keeps what was acknowledged, each entry at its place, and has nothing of the one that came too late. */
    @Test
    void aWriterWhoseFileWasTakenAwayIsToldSo() throws Exception {
        HadoopFiles one = files(0);
        try (HdfsLog other = log(1)) {
            HadoopFiles.Writer late = one.create(key);
            late.flush("<1>");
            long second = other.append(key, 2);
            Exception failure = catchException(() -> late.flush("<3>"));
            assertThat(failure).isInstanceOf(IOException.class);
            assertThat(HdfsError.of((IOException) failure).isDefinite()).isFalse();
            assertThat(other.append(key, 4)).isGreaterThan(second);
            assertThat(other.read(key, 0)).extracting(LogEntry::element).containsExactly(1L, 2L, 4L);
            assertThat(other.read(key, second)).first().isEqualTo(new LogEntry(second, 2));
        } finally {
            closeWhoStillWrites(one);
        }
    }

    @Test
    void whatIsThereOrIsWrittenByAnotherIsNotMadeOrWritten() throws Exception {
        try (HadoopFiles one = files(0);
                HadoopFiles other = files(1)) {
            try (HadoopFiles.Writer writer = one.create(key)) {
                writer.flush("<1>");
                assertThatItProves(HdfsError.LEASE_HELD, () -> other.append(key));
            }
            assertThatItProves(HdfsError.EXISTS, () -> other.create(key));
            assertThat(other.read(key, 0)).isEqualTo("<1>");
        }
    }

    @Test
    void whileAFileIsTakenAwayNobodyWritesIt() throws Exception {
        try (HadoopFiles one = files(0);
                HadoopFiles other = files(1);
                HadoopFiles third = files(0)) {
            HadoopFiles.Writer writer = one.create(key);
            writer.flush("<1>");
            for (String node : HdfsCluster.DATA_NODES) {
                cluster.pause(node);
            }
            assertThat(other.recoverLease(key)).isFalse();
            // it is who takes it away that has the lease meanwhile; which of the two is told hangs on who has asked
            // before
            Set<HdfsError> taken = Set.of(HdfsError.LEASE_HELD, HdfsError.RECOVERING);
            assertThatItProves(taken, () -> other.append(key));
            assertThatItProves(taken, () -> third.append(key));
            for (String node : HdfsCluster.DATA_NODES) {
                cluster.resume(node);
            }
            eventually("it is nobody's", () -> other.recoverLease(key));
            assertThat(other.read(key, 0)).isEqualTo("<1>");
        }
    }

    @Test
    void whoseFileWasTakenAwayBeforeItHadABlockHasLostIt() throws Exception {
        try (HadoopFiles one = files(0);
                HadoopFiles other = files(1)) {
            HadoopFiles.Writer writer = one.create(key);
            assertThat(other.recoverLease(key)).isTrue();
            assertThatItIsUnknown(HdfsError.FENCED, () -> writer.flush("<1>"));
            assertThat(other.read(key, 0)).isEmpty();
        }
    }

    @Test
    void aNameNodeThatNobodyReachesIsAskedNothing() throws Exception {
        try (HadoopFiles one = files(0)) {
            cluster.mesh()
                    .breakWays(
                            List.of(new Mesh.Way("c0", NAME_NODE), new Mesh.Way(NAME_NODE, "c0")), new Breakage.Cut());
            assertThatItProves(HdfsError.REFUSED, () -> one.create(key));
            cluster.mesh().healAll();
            assertThatItProves(HdfsError.NOT_FOUND, () -> one.modified(key));
        }
    }

    @Test
    void whatHasNoAnswerMayBeDone() throws Exception {
        try (HadoopFiles one = files(0, SHORT);
                HadoopFiles other = files(1)) {
            other.create(key).close();
            one.modified(key);
            cluster.mesh().breakWays(List.of(new Mesh.Way(NAME_NODE, "c0")), new Breakage.Hold());
            assertThatItIsUnknown(HdfsError.TIMED_OUT, () -> one.delete(key));
            assertThatItProves(HdfsError.NOT_FOUND, () -> other.modified(key));
        }
    }

    @Test
    void aNameNodeThatKnowsOfNoDataNodeMakesNoFile() throws Exception {
        cluster.kill(NAME_NODE);
        for (String node : HdfsCluster.DATA_NODES) {
            cluster.kill(node);
        }
        cluster.start(NAME_NODE);
        try (HadoopFiles one = files(0)) {
            assertThatItProves(HdfsError.SAFE_MODE, () -> one.create(key));
            assertThatItProves(HdfsError.NOT_FOUND, () -> one.modified(key));
        }
    }

    @Test
    void withoutDataNodesWhatIsWrittenIsUnknown() throws Exception {
        HadoopFiles one = files(0);
        try {
            HadoopFiles.Writer writer = one.create(key);
            for (String node : HdfsCluster.DATA_NODES) {
                cluster.kill(node);
            }
            assertThatItIsUnknown(HdfsError.OTHER, () -> writer.flush("<1>"));
        } finally {
            closeWhoStillWrites(one);
        }
    }

    /** To its client a name node that is gone looks like the end of a file. */
    @Test
    void aNameNodeThatIsGoneIsNoEmptyLog() throws Exception {
        try (HdfsLog log = log(0)) {
            long first = log.append(key, 1);
            assertThat(log.read(key, 0)).containsExactly(new LogEntry(first, 1));
            assertThat(log.read(key, 1000)).isEmpty();
            cluster.kill(NAME_NODE);
            assertThat(catchException(() -> log.read(key, 0))).isInstanceOf(DefiniteFailure.class);
        }
    }

    @Test
    void acknowledgedEntriesOutliveAllNodes() throws Exception {
        try (HdfsLog one = log(0)) {
            long first = one.append(key, 1);
            for (String node : List.of(NAME_NODE, "d1", "d2", "d3")) {
                cluster.kill(node);
            }
            for (String node : List.of(NAME_NODE, "d1", "d2", "d3")) {
                cluster.start(node);
            }
            eventually("the name node knows all data nodes", () -> new HdfsCluster().isReady(cluster));
            try (HdfsLog other = log(1)) {
                assertThat(other.read(key, 0)).containsExactly(new LogEntry(first, 1));
            }
        }
    }

    /** A name node that was started anew has heard of no data node that has the block of a file that is still written. */
    @Test
    void aBlockOfWhichTheNameNodeHasNotHeardIsNoEmptyLog() throws Exception {
        cluster.kill("d3");
        HadoopFiles one = files(0);
        try (HdfsLog log = log(1)) {
            one.create(key).flush("<1>");
            assertThat(log.read(key, 0)).containsExactly(new LogEntry(0, 1));
            cluster.kill(NAME_NODE);
            cluster.pause("d1");
            cluster.pause("d2");
            cluster.start("d3");
            cluster.start(NAME_NODE);
            eventually("it takes changes again", () -> {
                one.create(key + "-other").close();
                return true;
            });
            assertThat(catchException(() -> log.read(key, 0))).isInstanceOf(DefiniteFailure.class);
        } finally {
            closeWhoStillWrites(one);
        }
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public RenameLock renameLock(int worker) throws Exception {
        return new RenameLock(new HdfsNames(files(worker)), worker, PATIENT);
    }

    @Test
    void whatIsNotThereOrHasItsNameTakenIsNotRenamed() throws Exception {
        try (HadoopFiles one = files(0)) {
            assertThat(one.rename(key, key + "b")).isFalse();
            one.create(key).close();
            one.create(key + "b").close();
            assertThat(one.rename(key, key + "b")).isFalse();
            assertThat(one.rename(key, key + "c")).isTrue();
            assertThatItProves(HdfsError.NOT_FOUND, () -> one.modified(key));
        }
    }

    /** A name node that is gone is no folder without files. */
    @Test
    void whatCanNotBeReadIsNotTaken() throws Exception {
        try (RenameLock lock = renameLock(0)) {
            RenameLockContract.token(lock, key);
            lock.release(key);
            cluster.kill(NAME_NODE);
            assertThat(catchException(() -> lock.acquire(key))).isInstanceOf(DefiniteFailure.class);
        }
    }

    @Test
    void numbersOfFilesRiseAlsoOverAStartOfTheNameNode() throws Exception {
        try (HadoopFiles one = files(0)) {
            long first = number(one, key);
            one.delete(key);
            cluster.kill(NAME_NODE);
            cluster.start(NAME_NODE);
            eventually("the name node knows all data nodes", () -> new HdfsCluster().isReady(cluster));
            try (HadoopFiles other = files(1)) {
                assertThat(number(other, key)).isGreaterThan(first);
            }
        }
    }

    private static long number(HadoopFiles files, String file) throws IOException {
        try (HadoopFiles.Writer writer = files.create(file)) {
            return writer.fileNumber();
        }
    }
}
