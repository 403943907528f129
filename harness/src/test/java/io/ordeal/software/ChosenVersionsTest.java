package io.ordeal.software;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.Launch;
import io.ordeal.cluster.NodeEnvironment;
import io.ordeal.cluster.NodeSpec;
import io.ordeal.cluster.Port;
import io.ordeal.cluster.ServerImage;
import io.ordeal.cluster.ServerProgram;
import io.ordeal.cluster.Software;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChosenVersionsTest {
    private static final Software ZOOKEEPER = new Software(
            "zookeeper 3.9.5",
            new ServerImage("zookeeper:3.9.5", "ordeal/zookeeper:trixie"),
            cache -> Map.of(),
            new Several());
    private static final Software REDIS =
            new Software("redis 7.0.15", new ServerImage("redis:7.0.15", "ordeal/redis:trixie"), cache -> Map.of());
    private static final ClusterDescription BOTH =
            ClusterDescription.of(new NodeSpec("n1", new Program(ZOOKEEPER)), new NodeSpec("n2", new Program(REDIS)));

    private static final class Several implements Software.OtherVersions {
        @Override
        public List<String> tried() {
            return List.of("3.9.3", "3.9.5");
        }

        @Override
        public Software.Installer installer(String version) {
            return JavaServer.fetched("zookeeper", version, List.of("g:a:" + version), List.of());
        }

        @Override
        public Software.Installer from(Path path) {
            return JavaServer.from("zookeeper", path);
        }
    }

    private record Program(Software software) implements ServerProgram {
        @Override
        public List<Port> ports() {
            return List.of();
        }

        @Override
        public Addressing addressing() {
            return Addressing.CONFIGURED;
        }

        @Override
        public Launch launch(NodeEnvironment environment) {
            return Launch.of(List.of("true"));
        }

        @Override
        public boolean isUp(Cluster cluster, String node) {
            return true;
        }
    }

    private static List<String> names(ClusterDescription description) {
        return description.nodes().stream()
                .map(node -> node.program().software().name())
                .toList();
    }

    @Test
    void aBareVersionIsThatOfTheOneSoftwareThatHasSeveral() {
        assertThat(ChosenVersions.parse(List.of("3.9.3"), BOTH)).containsExactly(Map.entry("zookeeper", "3.9.3"));
        assertThat(ChosenVersions.parse(List.of("redis=7.0.15", "zookeeper=3.8.3"), BOTH))
                .containsExactly(Map.entry("redis", "7.0.15"), Map.entry("zookeeper", "3.8.3"));
    }

    @Test
    void whatIsNotToBeHadIsRefusedWithWhatToType() {
        assertThatThrownBy(() -> ChosenVersions.parse(List.of("redis=8"), BOTH))
                .hasMessage(
                        "redis 8 is not to be had, as it is to be had in no other version than its own; say --version"
                                + " redis=7.0.15");
        assertThatThrownBy(() -> ChosenVersions.parse(List.of("zookeper=3.9.3"), BOTH))
                .hasMessageContaining("zookeeper");
        assertThatThrownBy(() -> ChosenVersions.parse(List.of("zookeeper="), BOTH))
                .hasMessageContaining("no version of zookeeper is said");
        assertThatThrownBy(() -> ChosenVersions.parse(List.of("zookeeper=<x>"), BOTH))
                .hasMessageContaining("no version such as 1.2.3");
        assertThatThrownBy(() -> ChosenVersions.parse(List.of("3"), ClusterDescription.none()))
                .hasMessageContaining("no servers whose version could be chosen");
    }

    @Test
    void aRangeHasWhatWasTriedAndItsEnds() {
        assertThat(KnownVersions.parse("3.9.3..3.9.5", BOTH))
                .isEqualTo(new KnownVersions("zookeeper", List.of("3.9.3", "3.9.5")));
        assertThat(KnownVersions.parse("zookeeper=3.9.2..3.9.4", BOTH).inOrder())
                .containsExactly("3.9.2", "3.9.3", "3.9.4");
        assertThat(KnownVersions.parse("3.10.0,3.9.3,3.9.4", BOTH).inOrder())
                .containsExactly("3.9.3", "3.9.4", "3.10.0");
        // a part of a version is the oldest or the newest of its kind
        assertThat(KnownVersions.parse("3..3.9", BOTH).inOrder()).containsExactly("3.9.3", "3.9.5");
    }

    @Test
    void aRangeThatIsNoneIsRefusedWithWhatToType() {
        assertThatThrownBy(() -> KnownVersions.parse("3.9.3", BOTH)).hasMessageContaining("not two versions");
        assertThatThrownBy(() -> KnownVersions.parse("4..5", BOTH))
                .hasMessageContaining("not two versions of zookeeper")
                .hasMessageContaining("3.9.3, 3.9.5");
        assertThatThrownBy(() -> KnownVersions.parse("3.9.3..", BOTH)).hasMessageContaining("3.9.3..3.9.5");
        assertThatThrownBy(() -> KnownVersions.parse("old,new", BOTH)).hasMessageContaining("found: old");
        assertThatThrownBy(() -> KnownVersions.parse("zookeper=3.9.3..3.9.5", BOTH))
                .hasMessageContaining("zookeeper");
        assertThatThrownBy(() -> KnownVersions.parse("redis=6.0.0..7.0.15", BOTH))
                .hasMessageContaining("redis 6.0.0 is not to be had");
        assertThatThrownBy(() -> KnownVersions.parse("1..2", ClusterDescription.none()))
                .hasMessageContaining("no software that is to be had in several versions");
    }

    @Test
    void programsRunWhatIsWantedAndAllElseIsAsItWas() {
        ClusterDescription chosen =
                ChosenVersions.in(BOTH, Map.of("zookeeper", "3.9.3", "java", "17", "redis", "7.0.15"));

        assertThat(names(chosen)).containsExactly("zookeeper 3.9.3", "redis 7.0.15");
        assertThat(chosen.nodes().get(0).program().software().image())
                .hasValue(new ServerImage("zookeeper:3.9.3", "ordeal/zookeeper:3.9.3"));
        assertThat(ChosenVersions.in(BOTH, Map.of("zookeeper", "3.9.5", "ordeal", "1")))
                .isSameAs(BOTH);
        assertThat(names(ChosenVersions.in(BOTH, Map.of("zookeeper", "/opt/zookeeper"))))
                .contains("zookeeper /opt/zookeeper");
        assertThat(ChosenVersions.tried(BOTH)).containsExactly("zookeeper: 3.9.5; tried with 3.9.3, 3.9.5");
    }

    @Test
    void whatContainersToldOfTheirImagesIsUnderstood() {
        assertThat(names(ChosenVersions.in(BOTH, Map.of("zookeeper", "zookeeper:3.9.3 zookeeper@sha256:aa"))))
                .contains("zookeeper 3.9.3");
        assertThat(ChosenVersions.in(BOTH, Map.of("zookeeper", "ordeal/zookeeper:trixie sha256:aa")))
                .isSameAs(BOTH);
    }

    /** A question that a description is asked one day, and its wrapper does not hand on, would be answered wrong. */
    @Test
    void everyQuestionIsHandedOn() {
        ClusterDescription chosen = ChosenVersions.in(BOTH, Map.of("zookeeper", "3.9.3"));

        assertHandsOn(ClusterDescription.class, chosen.getClass());
        assertHandsOn(ServerProgram.class, chosen.nodes().get(0).program().getClass());
    }

    private static void assertHandsOn(Class<?> type, Class<?> wrapper) {
        assertThat(Stream.of(type.getMethods())
                        .filter(method -> !Modifier.isStatic(method.getModifiers()))
                        .filter(method -> !declares(wrapper, method)))
                .isEmpty();
    }

    private static boolean declares(Class<?> wrapper, Method method) {
        return Stream.of(wrapper.getDeclaredMethods())
                .anyMatch(mine -> mine.getName().equals(method.getName())
                        && List.of(mine.getParameterTypes()).equals(List.of(method.getParameterTypes())));
    }

    /** What a saved run ran with is had again, also where a part of Ordeal's own has no version. */
    @Test
    void whatRanAlreadyIsAsItIs() {
        Software relay = new Software("relay", cache -> Map.of());
        ClusterDescription description =
                ClusterDescription.of(new NodeSpec("n1", new Program(relay)), new NodeSpec("n2", new Program(REDIS)));
        assertThat(ChosenVersions.in(description, Map.of("relay", relay.version(), "redis", "7.0.15")))
                .isSameAs(description);
    }
}
