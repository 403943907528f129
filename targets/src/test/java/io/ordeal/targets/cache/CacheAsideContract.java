package io.ordeal.targets.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchException;

import io.ordeal.client.ClientContext;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.MeshFactory;
import io.ordeal.cluster.ProcessCluster;
import io.ordeal.mesh.Breakage;
import io.ordeal.mesh.Mesh;
import io.ordeal.targets.MortalWorker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A real cache before a real PostgreSQL: what each application makes of a cache that it can't tell, or that was started anew. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CacheAsideContract {
    private static final Duration PATIENT = Duration.ofSeconds(60);

    @TempDir
    static Path run;

    private final CacheSystem system;

    private ProcessCluster cluster;
    private int keys;
    private String key;

    CacheAsideContract(CacheSystem system) {
        this.system = system;
    }

    @BeforeAll
    void start() throws Exception {
        cluster = ProcessCluster.start(
                new CachedDatabase(system.server),
                new ClusterSettings(run, ClusterSettings.userCache(), 2, MeshFactory.embedded(1)));
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    @BeforeEach
    void freshKey() {
        key = "key" + ++keys;
    }

    private ClientContext worker(int number) {
        return MortalWorker.of(cluster, number).hastening(PATIENT);
    }

    private Cache cache(int worker) {
        return system.open(worker(worker), PATIENT);
    }

    private CacheAside plain(int worker, CacheAside.OnWrite onWrite) {
        return new CacheAside(CachedDatabase.table(worker(worker)), cache(worker), onWrite);
    }

    private VersionedCacheAside versioned(int worker) {
        return new VersionedCacheAside(CachedDatabase.table(worker(worker)), cache(worker));
    }

    /** What the database has, whatever the cache says. */
    private Optional<VersionedValue> stored() throws Exception {
        try (RegisterTable table = CachedDatabase.table(worker(0))) {
            return table.read(key);
        }
    }

    private Mesh.Break cutOffTheCacheFrom(String client) throws Exception {
        return cluster.mesh()
                .breakWays(
                        List.of(new Mesh.Way(client, CachedDatabase.CACHE), new Mesh.Way(CachedDatabase.CACHE, client)),
                        new Breakage.Cut());
    }

    private void startTheCacheAnew() throws Exception {
        cluster.kill(CachedDatabase.CACHE);
        cluster.start(CachedDatabase.CACHE);
    }

    @Test
    void aDeleteThatIsLostLeavesAnOldValueForEver() throws Exception {
        try (CacheAside one = plain(0, CacheAside.OnWrite.DELETE);
                CacheAside other = plain(1, CacheAside.OnWrite.DELETE)) {
            assertThat(one.read(key)).isEmpty();
            one.write(key, 1);
            assertThat(other.read(key)).hasValue(1);
            Mesh.Break cut = cutOffTheCacheFrom("c0");
            one.write(key, 2);
            cut.heal();
            assertThat(stored()).contains(new VersionedValue(2, 2));
            assertThat(other.read(key)).hasValue(1);
            one.write(key, 3);
            assertThat(other.read(key)).hasValue(3);
        }
    }

    @Test
    void anUpdateIsReadFromTheCache() throws Exception {
        try (CacheAside one = plain(0, CacheAside.OnWrite.UPDATE);
                CacheAside other = plain(1, CacheAside.OnWrite.UPDATE)) {
            one.write(key, 1);
            try (Cache cache = cache(1)) {
                assertThat(cache.get(key)).isEqualTo("1");
                // as by a writer that was overtaken
                cache.set(key, "0");
            }
            assertThat(other.read(key)).hasValue(0);
        }
    }

    @Test
    void withVersionsWhatComesLateIsNotTaken() throws Exception {
        try (VersionedCacheAside one = versioned(0);
                Cache late = cache(1)) {
            assertThat(one.read(key)).isEmpty();
            one.write(key, 1);
            one.write(key, 2);
            assertThat(late.raise(key, new VersionedValue(1, 1))).isEqualTo(new VersionedValue(2, 2));
            assertThat(one.read(key)).hasValue(2);
            assertThat(late.raise(key, new VersionedValue(10, 7))).isEqualTo(new VersionedValue(10, 7));
            assertThat(late.raise(key, new VersionedValue(9, 8))).isEqualTo(new VersionedValue(10, 7));
        }
    }

    @Test
    void withVersionsNothingIsWrittenWhereTheCacheIsNotToBeReached() throws Exception {
        try (VersionedCacheAside one = versioned(0)) {
            Mesh.Break cut = cutOffTheCacheFrom("c0");
            assertThatThrownBy(() -> one.write(key, 1)).isInstanceOf(DefiniteFailure.class);
            assertThat(stored()).isEmpty();
            cut.heal();
            one.write(key, 2);
        }
    }

    @Test
    void withVersionsWhatIsWrittenAndNotToldToTheCacheIsUnknown() throws Exception {
        try (RegisterTable database = CachedDatabase.table(worker(0));
                Cache broken = new ForgetfulConnection(cache(0));
                VersionedCacheAside one = new VersionedCacheAside(database, broken)) {
            assertThat(catchException(() -> one.write(key, 1)))
                    .isInstanceOf(UntoldCacheException.class)
                    .isNotInstanceOf(DefiniteFailure.class);
            assertThat(stored()).contains(new VersionedValue(1, 1));
        }
    }

    /** A cache that is started anew after a client has looked at its connection. */
    private final class ForgetfulConnection implements Cache {
        private final Cache cache;

        ForgetfulConnection(Cache cache) {
            this.cache = cache;
        }

        @Override
        public void connect() throws Exception {
            cache.connect();
            startTheCacheAnew();
        }

        @Override
        public String get(String key) throws Exception {
            return cache.get(key);
        }

        @Override
        public void set(String key, String text) throws Exception {
            cache.set(key, text);
        }

        @Override
        public void delete(String key) throws Exception {
            cache.delete(key);
        }

        @Override
        public VersionedValue raise(String key, VersionedValue value) throws Exception {
            return cache.raise(key, value);
        }

        @Override
        public void close() {
            cache.close();
        }
    }

    @Test
    void aCacheThatIsStartedAnewIsEmptyAndFilledFromTheDatabase() throws Exception {
        try (VersionedCacheAside one = versioned(0);
                VersionedCacheAside other = versioned(1)) {
            one.write(key, 1);
            startTheCacheAnew();
            try (Cache cache = cache(1)) {
                assertThat(cache.get(key)).isEmpty();
            }
            // its connection is of the cache before: what it reads on it tells nothing
            assertThat(catchException(() -> one.read(key))).isNotNull();
            assertThat(one.read(key)).isEqualTo(OptionalLong.of(1));
            try (Cache cache = cache(1)) {
                assertThat(cache.get(key)).isEqualTo("1:1");
            }
            other.write(key, 2);
            assertThat(one.read(key)).hasValue(2);
        }
    }
}
