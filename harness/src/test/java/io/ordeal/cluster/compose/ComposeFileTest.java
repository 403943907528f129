package io.ordeal.cluster.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.cluster.GracefulStop;
import io.ordeal.cluster.Port;
import io.ordeal.cluster.Port.Users;
import io.ordeal.cluster.ServerImage;
import io.ordeal.cluster.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of each key of a Compose file, and that none is passed over in silence. No engine is needed. */
class ComposeFileTest {
    private static final String WHOLE = """
        name: demo
        services:
          replica-1:
            image: redis:${TAG:-7.2}
            command: redis-server --replicaof primary 6379 --appendfilename "a b"
            environment: [LOG=debug, COST=$$5]
            env_file: ./redis.env
            expose: ["6379"]
            depends_on: {primary: {condition: service_healthy}}
            volumes: ["./redis.conf:/etc/redis.conf:ro", "data:/data"]
            stop_signal: SIGINT
            stop_grace_period: 1m30s
            labels: {of: no effect}
          primary:
            image: registry.local:5000/redis:7.2
            entrypoint: [/bin/redis-server, --port, 6379]
            environment: {LOG: debug, EMPTY: ""}
            ports:
            - "127.0.0.1:16379:6379"
            - {target: 9121, name: metrics, published: "9121"}
            healthcheck: {test: [CMD-SHELL, redis-cli ping], timeout: 2s}
            hostname: leader
            tmpfs: /run:size=64m
            user: "999:999"
          tools:
            image: redis-tools:1
            profiles: [by-hand]
        volumes: {data: {}}
        """;

    @TempDir
    private Path folder;

    @BeforeEach
    void files() throws IOException {
        Files.writeString(folder.resolve("redis.env"), "# a comment\nFROM_FILE='a value'\nLOG=info\n");
        Files.writeString(folder.resolve("redis.conf"), "");
    }

    private ComposeFile read(String text, ComposeFile.Wishes wishes) throws IOException {
        return ComposeFile.read(Files.writeString(folder.resolve("docker-compose.yml"), text), wishes);
    }

    private ComposeService service(String node, ComposeFile file) {
        return (ComposeService) file.nodes().stream()
                .filter(each -> each.name().equals(node))
                .findFirst()
                .orElseThrow()
                .program();
    }

    @Test
    void servicesAreNodesAndSayWhatTheySaid() throws IOException {
        ComposeFile file = read(WHOLE, ComposeFile.Wishes.NONE);
        assertThat(file.nodes()).extracting(node -> node.name()).containsExactly("replica1", "primary");
        assertThat(file.startOrder()).containsExactly(List.of("primary"), List.of("replica1"));
        ComposeService replica = service("replica1", file);
        assertThat(replica.software().image()).hasValue(new ServerImage("redis:7.2"));
        assertThat(replica.hostNames()).containsExactly("replica-1");
        assertThat(replica.command())
                .containsExactly("redis-server", "--replicaof", "primary", "6379", "--appendfilename", "a b");
        assertThat(replica.entrypoint()).isEmpty();
        assertThat(replica.environment())
                .containsExactlyInAnyOrderEntriesOf(Map.of("FROM_FILE", "a value", "LOG", "debug", "COST", "$5"));
        assertThat(replica.ports()).containsExactly(new Port("port-6379", 6379, Users.NODES));
        assertThat(replica.volumes()).containsExactly("/data");
        assertThat(replica.mounts()).hasToString("[" + folder.resolve("redis.conf") + ":/etc/redis.conf:ro]");
        assertThat(replica.gracefulStop()).isEqualTo(new GracefulStop(Signal.INT, Duration.ofSeconds(90)));
        ComposeService primary = service("primary", file);
        assertThat(primary.software().image()).hasValue(new ServerImage("registry.local:5000/redis:7.2"));
        assertThat(primary.entrypoint()).containsExactly("/bin/redis-server", "--port", "6379");
        assertThat(primary.environment()).containsEntry("EMPTY", "");
        assertThat(primary.ports())
                .containsExactly(new Port("port-6379", 6379, Users.BOTH), new Port("metrics", 9121, Users.BOTH));
        assertThat(primary.health()).containsExactly("/bin/sh", "-c", "redis-cli ping");
        assertThat(primary.healthWithin()).isEqualTo(Duration.ofSeconds(2));
        assertThat(primary.hostNames()).containsExactly("leader");
        assertThat(primary.memoryFolders()).containsExactly(Map.entry("/run", "size=64m"));
        assertThat(primary.user()).contains("999:999");
    }

    @Test
    void portsHaveTheNamesAndUsersThatTheyAreGivenByTheirNumbers() throws IOException {
        Port redis = new Port("redis", 6379, Users.CLIENTS);
        ComposeFile file = read(WHOLE, new ComposeFile.Wishes(Set.of(), List.of(redis)));
        assertThat(service("primary", file).ports()).contains(redis);
        assertThat(service("replica1", file).ports()).containsExactly(redis);
        assertThatThrownBy(() ->
                        read(WHOLE, new ComposeFile.Wishes(Set.of(), List.of(new Port("raft", 2380, Users.NODES)))))
                .hasMessageContaining("no service has the port 2380, which is to be called raft");
    }

    /** As Compose has it: a mapping's own keys win, then the first that is merged; what is merged is taken whole. */
    @Test
    void aliasesAreWhatTheyStandForAndMergesAreDone() throws IOException {
        ComposeFile file = read("""
                x-redis: &redis
                  image: &image redis:7.2
                  environment: &environment {LOG: debug, LEVEL: "1"}
                  expose: ["6379"]
                x-user: &user {user: "999:999", image: other:1}
                services:
                  one:
                    <<: *redis
                    environment:
                      <<: *environment
                      LEVEL: "2"
                  two:
                    <<: [*redis, *user]
                    environment: {OWN: "3"}
                  three:
                    image: *image
                    expose: ["6380"]
                """, ComposeFile.Wishes.NONE);
        assertThat(file.nodes()).hasSize(3);
        assertThat(file.nodes())
                .extracting(node -> service(node.name(), file).software().image())
                .containsOnly(Optional.of(new ServerImage("redis:7.2")));
        assertThat(service("one", file).environment()).isEqualTo(Map.of("LOG", "debug", "LEVEL", "2"));
        assertThat(service("two", file).environment()).isEqualTo(Map.of("OWN", "3"));
    }

    /** What an anchor names is wrong where it stands. */
    @Test
    void whatIsWrongWithWhatAnAliasStandsForIsToldByTheLineOfItsAnchor() {
        assertThatThrownBy(() -> read("""
                        x-all: &all
                          image: redis:7.2
                          network_mode: host
                        services:
                          one: {<<: *all, expose: ["6379"]}
                        """, ComposeFile.Wishes.NONE))
                .hasMessageContaining("line 3: network_mode: can't be honoured");
    }

    /** Nine lines of nine aliases each would be what ten thousand million nodes are. */
    @Test
    void aliasesOfAliasesWithoutEndAreRefused() {
        StringBuilder text = new StringBuilder("x-0: &x0 {a: b}\n");
        for (int i = 1; i < 10; i++) {
            text.append("x-%d: &x%d [%s]%n".formatted(i, i, String.join(", ", Collections.nCopies(9, "*x" + (i - 1)))));
        }
        assertThatThrownBy(() -> read(text + "services: {one: {image: redis}}", ComposeFile.Wishes.NONE))
                .hasMessageContaining("more than 100000 nodes");
    }

    /** A tilde is the end of a line. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "    labels: {of: no effect}|    restart: always|line 13: restart: can't be honoured: a node that ends is"
                        + " started again by faults, and by nothing else; if that makes no difference, say ignore:"
                        + " [restart]",
                "    labels:|    lables:|line 13: lables: there is no key 'lables'; nearest first: labels",
                "    user: \"999:999\"|    deploy: {replicas: 3}|line 24: deploy: can't be honoured: a node is a service",
                "    user: \"999:999\"|    build: .|",
                "    image: redis-tools:1|    build: .|",
                "    image: registry.local:5000/redis:7.2|    build: .|primary: the key image is missing: build the image",
                "{primary: {condition: service_healthy}}|[primry]|line 9: depends_on: there is no service 'primry'; nearest"
                        + " first: primary",
                "condition: service_healthy|condition: service_completed_successfully|line 9: depends_on: can't be honoured",
                "    hostname: leader|    depends_on: [replica-1]|depends on itself, by way of others",
                "redis.conf:/etc/redis.conf:ro|redis.conf:/etc/redis.conf|line 10: volumes: can't be honoured: ./redis.conf"
                        + " would be written to",
                "./redis.conf:/etc|./none.conf:/etc|line 10: volumes: there is no file or folder",
                "    hostname: leader|    volumes: [\"data:/data\"]|volumes: can't be honoured: the volume data is another"
                        + " service's, too",
                "\"127.0.0.1:16379:6379\"|\"6379:6379/udp\"|line 19: ports: can't be honoured: 6379/udp would go past all"
                        + " faults",
                "\"127.0.0.1:16379:6379\"|\"7000-7005:7000-7005\"|line 19: ports: expected the number of one port, such as",
                "${TAG:-7.2}|${TAG:?which Redis}|line 4: redis:${TAG:?which Redis}: the variable TAG is not set (which"
                        + " Redis)",
                "${TAG:-7.2}|${TAG|a dollar begins no variable",
                "SIGINT|SIGKILL|line 11: stop_signal: SIGKILL ends a process or holds it",
                "SIGINT|SIGNIT|line 11: stop_signal: there is no signal 'SIGNIT'; nearest first: SIGINT",
                "1m30s|soon|line 12: stop_grace_period: expected a duration such as 30s or 1m30s, found soon",
                "    hostname: leader|    networks: [back]|networks: can't be honoured: all nodes are in one network",
                "    expose: [\"6379\"]||replica-1: it has no port, so that nobody could reach it",
                "volumes: {data: {}}|volumes: {data: {external: true}}|external: can't be honoured",
                "volumes: {data: {}}|configs: {a: {file: b}}|configs: can't be honoured",
                "name: demo|nmae: demo|line 1: nmae: there is no key 'nmae'; nearest first: name",
                "name: demo|x-all: {a: b}~x-too: *all|line 2: *all: nothing before it has the name &all",
                "name: demo|x-all: &all [*all]|line 1: *all: nothing before it has the name &all",
                "user: \"999:999\"|<<: 999|line 24: <<: expected a mapping, as *name of one, or a list of mappings, found 999",
                "[CMD-SHELL, redis-cli ping]|[redis-cli, ping]|test: expected [CMD, program, …]",
                "\"a b\"|\"a b|command: a quote \" does not end",
            })
    void whatCanNotBeHonouredIsToldByLineAndKey(String right, @Nullable String wrong, @Nullable String told)
            throws IOException {
        assertThat(WHOLE).contains(right);
        String text = WHOLE.replace(right, wrong == null ? "" : wrong.replace('~', '\n'));
        if (told == null) {
            assertThat(read(text, ComposeFile.Wishes.NONE).nodes()).hasSize(2);
        } else {
            assertThatThrownBy(() -> read(text, ComposeFile.Wishes.NONE))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith(folder.resolve("docker-compose.yml") + ": ")
                    .hasMessageContaining(told);
        }
    }

    @Test
    void allIsToldAtOnceAndPassedOverWhereTheUserWishesIt() throws IOException {
        String text = WHOLE.replace("    labels: {of: no effect}", "    restart: always\n    scale: 2");
        assertThatThrownBy(() -> read(text, ComposeFile.Wishes.NONE))
                .hasMessageContainingAll("line 13: restart:", "line 14: scale:");
        assertThat(read(text, new ComposeFile.Wishes(Set.of("restart", "scale"), List.of()))
                        .nodes())
                .hasSize(2);
        assertThatThrownBy(() -> read(WHOLE, new ComposeFile.Wishes(Set.of("restart"), List.of())))
                .hasMessageContaining("ignore: restart: there is no such key to be passed over");
    }

    @ParameterizedTest
    @CsvSource({
        "${A}, one",
        "$A-x, one-x",
        "$$A, $A",
        "${B:-two}, two",
        "${EMPTY-two}, ''",
        "${EMPTY:-two}, two",
        "${A:+three}, three",
        "${B:+three}, ''"
    })
    void variablesAreFilledIn(String text, String filled) {
        Map<String, String> known = Map.of("A", "one", "EMPTY", "");
        assertThat(new Variables(name -> Optional.ofNullable(known.get(name))).fill(text))
                .isEqualTo(filled);
    }
}
