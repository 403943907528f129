package io.ordeal.targets.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.cluster.ClusterKind;
import io.ordeal.cluster.GracefulStop;
import io.ordeal.cluster.Port;
import io.ordeal.cluster.Signal;
import io.ordeal.cluster.Software;
import io.ordeal.software.ChosenVersions;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.Target;
import io.ordeal.trial.Catalog;
import io.ordeal.validate.Deduction;
import io.ordeal.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a file says of a target, and what it says wrong: told by file, line and key, with what was meant. */
class TargetFileTest {
    private static final String WHOLE = """
        name: my-register
        summary: it keeps a number
        version: "1.4"
        nodes: [a, b]
        server:
          command: [sh, ./server.sh, "{port:http}", "{peers:raft}"]
          ports:
            http: clients
            raft: {users: nodes, number: 7100, framing: "length:4"}
          environment: {WHO: "{node}"}
          files: {server.conf: "at={address:b:raft} {{literal"}
          ready: {http: /health, match: "up|ready"}
          ready-within: 20s
          data: none
        primary: {node: a}
        client:
          command: [python3, ./client.py]
          lease: 10s
        workloads: [register, list-append]
        expectations:
        - {workload: register, faults: [kill], outcome: breaks, anomalies: [nonlinearizable], within: 30s, source: its author}
        """;

    @TempDir
    private Path folder;

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("ordeal.yaml"), text);
    }

    private void isWrong(String text, String... told) throws IOException {
        Path file = write(text);
        assertThatThrownBy(() -> TargetFile.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .startsWith(file + ": ")
                .contains(told);
    }

    /** No run would ever tell whether it is so. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pause, join|line 21: faults: this target can't take join",
                "kill-worker|line 21: faults: this target can't take kill-worker",
                "corrupt-files|line 21: faults: this target can't take corrupt-files"
            })
    void nothingIsExpectedUnderFaultsThatItCanNotTake(String faults, String told) throws IOException {
        isWrong(WHOLE.replace("faults: [kill]", "faults: [" + faults + "]"), told);
    }

    @Test
    void whoHasNoPrimaryHasNoneThatIsHit() throws IOException {
        String text = WHOLE.replace("faults: [kill]", "faults: [\"kill:primary\"]");
        assertThat(TargetFile.read(write(text)).expectations())
                .flatExtracting(Expectation::faults)
                .containsExactly("kill:primary");
        isWrong(text.replace("primary: {node: a}\n", ""), "line 20: faults: this target can't take kill:primary");
    }

    @Test
    void whatIsTakenInAnotherPlaceThanTheUsualCanBeExpected() throws IOException {
        String text = WHOLE.replace("faults: [kill]", "faults: [packet-loss]");
        assertThat(TargetFile.read(write(text)).expectations()).hasSize(1);
    }

    @Test
    void allThatAFileSaysIsInItsTarget() throws IOException {
        Target target = TargetFile.read(write(WHOLE));
        assertThat(target.name()).isEqualTo("my-register");
        assertThat(target.summary()).isEqualTo("it keeps a number");
        assertThat(target.usualCluster()).isEqualTo(ClusterKind.PROCESS);
        assertThat(target.cluster().nodes()).extracting(node -> node.name()).containsExactly("a", "b");
        assertThat(target.cluster().readyWithin()).isEqualTo(Duration.ofSeconds(20));
        assertThat(target.cluster().primaryFinder()).isPresent();
        var server = target.cluster().nodes().get(0).program();
        assertThat(server.software().product()).isEqualTo("my-register");
        assertThat(server.software().version()).isEqualTo("1.4");
        assertThat(server.keepsData()).isFalse();
        assertThat(server.ports()).extracting(Port::name).containsExactly("http", "raft");
        assertThat(server.ports()).extracting(Port::users).containsExactly(Port.Users.CLIENTS, Port.Users.NODES);
        assertThat(server.ports().get(1).number()).isEqualTo(7100);
        assertThat(server.ports().get(1).framing()).isPresent();
        assertThat(target.newClients().lease()).contains(Duration.ofSeconds(10));
        assertThat(target.expectations())
                .containsExactly(Expectation.breaks(
                        "register", Set.of("kill"), "nonlinearizable", Duration.ofSeconds(30), "its author"));
    }

    @Test
    void aBreakMaySayWhenItsFaultsStrike() throws IOException {
        String text = WHOLE.replace("within: 30s,", "within: 30s, struck-by: ['kill@open=write'],");
        assertThat(TargetFile.read(write(text)).expectations())
                .flatExtracting(Expectation::strikes)
                .containsExactly("kill@open=write");
        isWrong(text.replace("kill@open=write", "pause@open=write"), "line 21: ", "no kill, under which");
        isWrong(text.replace("kill@open=write", "kill"), "line 21: ", "kill doesn't say when it strikes");
        isWrong(text.replace("kill@open=write", "join@open=write"), "line 21: ", "can't take join");
    }

    /** What {@code validate} prints for a file is taken by it as it stands. */
    @Test
    void expectationsThatArePrintedArePastedBack() throws IOException {
        List<Expectation> found = List.of(
                Expectation.breaks(
                        "register",
                        Set.of("kill", "pause"),
                        List.of("nonlinearizable"),
                        Duration.ofSeconds(60),
                        "./ordeal validate, 2026-02-03: 4 trials, 31 s"),
                Expectation.mayBreak(
                        "list-append",
                        Set.of("partition"),
                        List.of("G-single", "lost-update"),
                        "a \\ and \"quotes\": {port:x}"),
                Expectation.holds("register", Set.of(), "none"));
        String without = WHOLE.substring(0, WHOLE.indexOf("expectations:"));
        assertThat(TargetFile.read(write(without + Deduction.yaml(found))).expectations())
                .isEqualTo(found);
        assertThat(TargetFile.read(write(without + Deduction.yaml(List.of()))).expectations())
                .isEmpty();
    }

    /** {@code rw-register} asks for clients of the same type as {@code list-append}. */
    @Test
    void theWorkloadsThatAClientWasWrittenForAreServedAndNoOthers() throws IOException {
        Catalog catalog = Catalog.onClassPath();
        Target target = TargetFile.read(write(WHOLE));
        assertThat(catalog.workloadsOf(target)).extracting(Workload::name).containsExactly("register", "list-append");
    }

    @Test
    void aSchemaThatEditorsUseTakesTheExample() throws IOException {
        assertThat(TargetFile.read(Path.of("examples/http-register/ordeal.yaml"))
                        .name())
                .isEqualTo("http-register");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "server:|servr:|line 6: there is no key 'servr'; nearest first: server",
                "ready-within:|redy-within:|line 13: there is no key 'redy-within'; nearest first: ready-within",
                "name: my-register|name: My Register|line 1: name: expected the target's name",
                "nodes: [a, b]|nodes: 0|line 4: nodes: expected how many nodes",
                "http: clients|http: client|line 8: http: expected who connects: clients, nodes or both, found"
                        + " \"client\"",
                "{port:http}|{port:htp}|line 6: there is no port 'htp'; nearest first: http, raft",
                "{peers:raft}|{peers}|line 6: {peers} takes the name of a port",
                "{node}|{nod}|line 10: there is no placeholder '{nod}'; nearest first: {node}",
                "{address:b:raft}|{address:c:raft}|line 11: there is no node 'c'; nearest first: a, b",
                "length:4|lenght:4|line 9: there is no framing 'lenght:4'; nearest first: length:4",
                "match: \"up|match: \"(up|line 12: match: expected a regular expression, found (up",
                "data: none|data: /var/lib|line 14: data: a folder is of an image's server",
                "{node: a}|{node: c}|line 15: node: there is no node 'c'; nearest first: a, b",
                "{node: a}|{http: /role}|line 15: primary: the key match is missing",
                "python3, ./client.py|python3, '{port:http}'|line 17: there is no placeholder '{port}'; nearest first:"
                        + " {here}",
                "[register, list-append]|[registr]|line 19: workloads: there is no workload 'registr'; nearest first:"
                        + " register",
                "workload: register,|workload: lock,|line 21: workload: there is no workload 'lock'",
                "faults: [kill]|faults: [kil]|line 21: there is no fault 'kil'; nearest first: kill",
                "[nonlinearizable]|[nonlinear]|line 21: there is no anomaly 'nonlinear'; nearest first:"
                        + " nonlinearizable",
                "within: 30s, |''|line 21: within: how long a run is that breaks surely",
                "ready: {http: /health,|ready: {log: up, http: /health,|line 12: ready: expected one of http, log,"
                        + " command, found http and log",
            })
    void aMistakeIsToldWithLineAndKeyAndWhatWasMeant(String right, String wrong, String told) throws IOException {
        assertThat(WHOLE).contains(right);
        isWrong(WHOLE.replace(right, wrong), told);
    }

    /** In the order of its lines; what is expected is read when it is clear of what. */
    @Test
    void mistakesInAllPartsAreToldAtOnce() throws IOException {
        isWrong(
                WHOLE.replace("{port:http}", "{port:htp}")
                        .replace("{node: a}", "{node: c}")
                        .replace("python3, ./client.py", "python3, '{port:http}'")
                        .replace("[register, list-append]", "[registr, list-apend]")
                        .replace("workloads:", "faults: {nodes: [d], takes: [kil]}\nworkloads:"),
                "line 6: there is no port 'htp'",
                "; line 15: node: there is no node 'c'",
                "; line 17: there is no placeholder '{port}'",
                "; line 19: nodes: there is no node 'd'",
                "; line 19: takes: there is no fault 'kil'",
                "; line 20: workloads: there is no workload 'registr'",
                "; line 20: workloads: there is no workload 'list-apend'");
        isWrong(
                WHOLE.replace("workload: register,", "workload: lock,")
                        + "- {workload: register, faults: [kil], outcome: holds, source: its author}\n",
                "line 21: workload: there is no workload 'lock'",
                "; line 22: there is no fault 'kil'");
    }

    @Test
    void whatIsMissingIsTold() throws IOException {
        isWrong(WHOLE.replace("name: my-register\n", ""), "the key name is missing: the target's name");
        isWrong("name: x\nclient: {command: [a]}\nworkloads: [register]\n", "the key server is missing");
        isWrong(
                "name: x\nserver:\n  ports: {http: both}\nclient: {command: [a]}\nworkloads: [register]\n",
                "line 3: server: expected a command");
        isWrong("", "it is empty; expected a target");
        assertThatThrownBy(() -> TargetFile.read(folder.resolve("none.yaml")))
                .hasMessageContaining("there is no file " + folder.resolve("none.yaml"));
    }

    @Test
    void aScriptThatLiesBesideTheFileMustBeNamedAsOne() throws IOException {
        Files.writeString(folder.resolve("client.py"), "");
        isWrong(
                WHOLE.replace("./client.py", "client.py"),
                "line 17: command: client.py lies beside this file",
                "write ./client.py");
    }

    @Test
    void anImageIsRunInContainers() throws IOException {
        String image =
                WHOLE.replace("command: [sh, ./server.sh, \"{port:http}\", \"{peers:raft}\"]", "image: redis:7.2");
        isWrong(image, "line 8: http: the number is missing on which the image's server listens");
        Target target = TargetFile.read(write(image.replace("http: clients", "http: {users: clients, number: 80}")
                .replace("data: none", "data: /var/lib/redis")));
        assertThat(target.usualCluster()).isEqualTo(ClusterKind.CONTAINER);
        assertThat(target.cluster().nodes().get(0).program().dataInContainer()).contains("/var/lib/redis");
        assertThat(target.lacking(ClusterKind.PROCESS).get(0)).contains("its server is an image: --cluster container");
    }

    private static final String FETCHED = """
        name: my-etcd
        server:
          software: {debian: etcd-server, version: 3.5.16, suites: [trixie]}
          command: ["{software}/usr/bin/etcd", "{port:client}"]
          ports: {client: clients}
        client: {command: [sh]}
        workloads: [register]
        """;

    private static final String BY_DEBIAN = "{debian: etcd-server, version: 3.5.16, suites: [trixie]}";

    /** Nothing is fetched for it: what is in the cache is not looked at before a run. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                BY_DEBIAN + "|3.5.16",
                "{npm: \"@example/server-linux@1.2.3-rc.1\"}|1.2.3-rc.1",
                "{maven: [\"org.example:server:2.0\", \"org.example:more:1.1\"]}|2.0"
            })
    void aServerMayBeFetchedAndIsKnownByTheVersionOfThat(String software, String version) throws IOException {
        Target target = TargetFile.read(write(FETCHED.replace(BY_DEBIAN, software)));
        Software told = target.cluster().nodes().get(0).program().software();
        assertThat(told.name()).isEqualTo("my-etcd " + version);
        assertThat(told.inVersion("9.9.9").name()).isEqualTo("my-etcd 9.9.9");
        assertThat(target.usualCluster()).isEqualTo(ClusterKind.PROCESS);
        assertThat(target.lacking(ClusterKind.PROCESS)).isEmpty();
        assertThat(ChosenVersions.parse(List.of("9.9.9"), target.cluster()))
                .containsExactly(Map.entry("my-etcd", "9.9.9"));
        assertThatThrownBy(() -> ChosenVersions.parse(List.of("my-etcd=^1 2"), target.cluster()))
                .hasMessageContaining("that is no version such as 1.2.3");
        assertThatThrownBy(() -> told.from(folder.resolve("nowhere")).install().install(folder))
                .hasMessageContaining(folder.resolve("nowhere").toString())
                .hasMessageContaining("--software my-etcd=FOLDER");
    }

    /** A tilde is the end of a line. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{debian: etcd-server, |{debain: etcd-server, |line 3: there is no key 'debain'; nearest first: debian",
                "{debian: etcd-server, |{npm: \"a@1.2.3\", debian: etcd-server, |line 3: software: expected one of npm,"
                        + " debian, maven, found npm and debian",
                "{debian: etcd-server, |{|line 3: software: expected one of npm, debian, maven, such as {npm:",
                "version: 3.5.16, ||line 3: software: the key version is missing, as in {debian: etcd-server",
                ", suites: [trixie]||line 3: software: the key suites is missing",
                "version: 3.5.16|version: 3.5|line 3: version: expected the version of a package of Debian's, in quotes",
                "etcd-server|-o|line 3: debian: expected a package of Debian's",
                "[trixie]|[\"trixie main\"]|line 3: expected a suite of Debian's, such as trixie, found",
                BY_DEBIAN + "|{npm: \"example@^1.2.3\"}|line 3: npm: expected a package of npm's and its exact version",
                BY_DEBIAN + "|{npm: \"example\"}|line 3: npm: expected a package of npm's and its exact version",
                BY_DEBIAN + "|{npm: \"a@1.2.3\", version: 1.2.3}|line 3: version: is of debian alone",
                BY_DEBIAN + "|{maven: [\"org.example:server:LATEST\"]}|line 3: expected group:artifact:version",
                "name: my-etcd|name: my-etcd~version: \"3.5\"|line 2: version: software says it already",
                "{software}/usr/bin/etcd|/usr/bin/etcd|line 3: software: is fetched, and not run",
                "command: [\"{software}/usr/bin/etcd\"|command: [\"{sofware}{software}\"|line 4: there is no placeholder"
                        + " '{sofware}'; nearest first: {software}",
                "software: " + BY_DEBIAN
                        + "~  command|command|line 3: {software} is where it lies that is fetched, and nothing is",
                "command: [\"{software}/usr/bin/etcd\", \"{port:client}\"]|image: etcd:3~  environment: {A:"
                        + " \"{software}\"}|line 3: software: an image has its own",
                "command: [sh]|command: [\"{software}/bin/client\"]|line 6: there is no placeholder '{software}'",
            })
    void mistakesWithWhatIsFetchedAreTold(String right, @Nullable String wrong, String told) throws IOException {
        String text = FETCHED.replace("client: clients", "client: {users: clients, number: 2379}");
        String before = right.replace('~', '\n');
        assertThat(text).contains(before);
        isWrong(text.replace(before, wrong == null ? "" : wrong.replace('~', '\n')), told);
    }

    private static final String SEVERAL = """
        name: two-phase
        servers:
          coordinator:
            command: [sh, ./coordinator.sh, "{port:http}", "{peers:participant:rpc}"]
            ports: {http: clients}
            stop: SIGINT
            after: [participant]
          participant:
            nodes: 2
            command: [sh, ./participant.sh, "{port:rpc}"]
            ports: {rpc: nodes}
            stop: {signal: SIGQUIT, within: 3s}
            data: none
        primary: {server: participant, http: /role, match: primary}
        faults:
          refuses: {pause: "it is told that its author has measured it"}
          nodes: [participant1, participant2]
        clients:
          register: {command: [sh, ./register.sh], lease: 5s}
          list-append: {command: [sh, ./append.sh]}
        """;

    @Test
    void nodesMayRunDifferentServersAndWorkloadsHaveDifferentClients() throws IOException {
        Target target = TargetFile.read(write(SEVERAL));
        var cluster = target.cluster();
        assertThat(cluster.nodes())
                .extracting(node -> node.name())
                .containsExactly("coordinator", "participant1", "participant2");
        assertThat(cluster.startOrder())
                .containsExactly(List.of("participant1", "participant2"), List.of("coordinator"));
        assertThat(cluster.targetsOfFaults()).containsExactly("participant1", "participant2");
        var coordinator = cluster.nodes().get(0).program();
        var participant = cluster.nodes().get(1).program();
        assertThat(coordinator.name()).isEqualTo("two-phase-coordinator");
        assertThat(coordinator.ports()).extracting(Port::name).containsExactly("http");
        assertThat(participant.ports()).extracting(Port::name).containsExactly("rpc");
        assertThat(coordinator.gracefulStop()).isEqualTo(new GracefulStop(Signal.INT, Duration.ofSeconds(10)));
        assertThat(participant.gracefulStop()).isEqualTo(new GracefulStop(Signal.QUIT, Duration.ofSeconds(3)));
        assertThat(coordinator.keepsData()).isTrue();
        assertThat(participant.keepsData()).isFalse();
        Catalog catalog = Catalog.onClassPath();
        assertThat(catalog.workloadsOf(target)).extracting(Workload::name).containsExactly("register", "list-append");
        var register = catalog.workload("register");
        var append = catalog.workload("list-append");
        var clients = target.newClients();
        assertThat(clients.forWorkload("register").findCommand(register.clientType()))
                .hasValueSatisfying(
                        command -> assertThat(command.command()).containsExactly("sh", folder + "/register.sh"));
        assertThat(clients.forWorkload("list-append").findCommand(append.clientType()))
                .hasValueSatisfying(
                        command -> assertThat(command.command()).containsExactly("sh", folder + "/append.sh"));
        assertThat(clients.forWorkload("register").lease()).contains(Duration.ofSeconds(5));
        assertThat(clients.forWorkload("list-append").lease()).isEmpty();
    }

    /** A tilde is the end of a line. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: two-phase|name: two-phase~nodes: 3|line 2: nodes: with servers, each of them says how many",
                "coordinator:|participant2:|line 9: participant: two of servers have a node participant2",
                "{peers:participant:rpc}|{peers:participants:rpc}|line 4: there is no server 'participants'; nearest"
                        + " first: participant",
                "{peers:participant:rpc}|{address:participant1:http}|line 4: there is no port 'http'; nearest first: rpc",
                "{port:rpc}|{address:coordinator:http}|line 10: the port http of coordinator is for clients, and no other"
                        + " node has a link to it",
                "after: [participant]|after: [particpant]|line 7: after: there is no server 'particpant'; nearest first:"
                        + " participant",
                "data: none|after: [coordinator]|line 7: after: coordinator is after itself",
                "server: participant, ||line 14: primary: the key server is missing",
                "server: participant|server: participants|line 14: server: there is no server 'participants'",
                "SIGINT|SIGITN|line 6: stop: expected a signal",
                "SIGQUIT|SIGKILL|line 12: signal: expected a signal",
                "pause: |puase: |line 16: refuses: there is no fault 'puase'; nearest first: pause",
                "nodes: [participant1|nodes: [participant3|line 17: nodes: there is no node 'participant3'",
                "register: {command|regster: {command|line 19: clients: there is no workload 'regster'; nearest first:"
                        + " register",
                "clients:~|client: {command: [a]}~clients:~|client: clients says it already",
                "command: [sh, ./participant.sh, \"{port:rpc}\"]|image: redis:7|line 11: rpc: the number is missing",
                "{rpc: nodes}|{rpc: {users: clients, datagrams: true}}|datagrams: are what other nodes send",
            })
    void mistakesWithSeveralServersAreTold(String right, @Nullable String wrong, String told) throws IOException {
        String before = right.replace('~', '\n');
        assertThat(SEVERAL).contains(before);
        isWrong(SEVERAL.replaceFirst(Pattern.quote(before), wrong == null ? "" : wrong.replace('~', '\n')), told);
    }

    @Test
    void someInContainersAndSomeNotIsRefused() throws IOException {
        isWrong(
                SEVERAL.replace("command: [sh, ./participant.sh, \"{port:rpc}\"]", "image: redis:7")
                        .replace("{rpc: nodes}", "{rpc: {users: nodes, number: 6379}}"),
                "line 4: coordinator: has no image, but participant has");
    }

    @Test
    void datagramsTakeNetworkNamespaces() throws IOException {
        Target target = TargetFile.read(write(WHOLE.replace("number: 7100,", "number: 7100, datagrams: true,")));
        assertThat(target.usualCluster()).isEqualTo(ClusterKind.NAMESPACE);
        assertThat(target.cluster().nodes().get(0).program().ports())
                .extracting(Port::datagrams)
                .containsExactly(false, true);
        assertThat(target.lacking(ClusterKind.PROCESS).get(0)).contains("--cluster namespace");
    }

    @Test
    void theFaultsThatItIsNotPutThroughAreRefusedWithTheReason() throws IOException {
        String refusing = WHOLE + "faults: {refuses: {pause: its author has no clocks}}\n";
        assertThat(TargetFile.read(write(refusing)).cluster().refusedFaults())
                .containsExactly(Map.entry("pause", "its author has no clocks"));
        isWrong(
                refusing.replace("faults: [kill]", "faults: [pause]"),
                "line 21: faults: this target can't take pause, so nothing is expected under it: pause is refused by the"
                        + " target: its author has no clocks");
        String taking = WHOLE + "faults: {takes: [kill, partition]}\n";
        assertThat(TargetFile.read(write(taking)).cluster().refusedFaults())
                .doesNotContainKeys("kill", "partition")
                .containsEntry("pause", "its file says by faults: takes: (line 22) that it takes kill, partition");
        isWrong(taking.replace("[kill, p", "[kil, p"), "line 22: takes: there is no fault 'kil'; nearest first: kill");
        isWrong(
                taking.replace("partition]}", "partition], refuses: {kill: no}}"),
                "line 22: kill: expected the reason");
        isWrong(
                taking.replace("partition]}", "partition], refuses: {kill: never}}"),
                "line 22: refuses: kill stands under takes, too");
        isWrong(
                taking.replace("[kill, p", "[\"kill:primary\", p"),
                "line 22: takes: there is no fault 'kill:primary'",
                "a kind is taken or refused as a whole");
    }

    @Test
    void whatRunsAlreadyIsNotStarted() throws IOException {
        String runs = """
            name: x
            endpoints: ["127.0.0.1:1", "127.0.0.1:2"]
            client: {command: [sh, ./client.sh]}
            workloads: [register]
            """;
        Target target = TargetFile.read(write(runs));
        assertThat(target.usualCluster()).isEqualTo(ClusterKind.ENDPOINT);
        assertThat(target.endpoints()).containsExactly("127.0.0.1:1", "127.0.0.1:2");
        assertThat(target.cluster().nodes()).hasSize(2);
        assertThat(target.lacking(ClusterKind.PROCESS).get(0)).contains("not how it is started");
        isWrong(runs + "nodes: 3\n", "line 2: endpoints: expected one for each of [n1, n2, n3], found 2");
    }

    @Test
    void aProgramThatIsNotThereIsMissedBeforeARun() throws IOException {
        Target target =
                TargetFile.read(write(WHOLE.replace("[sh, ", "[./serve, ").replace("python3", "pyhton3")));
        assertThat(target.lacking(ClusterKind.PROCESS))
                .anyMatch(told -> told.contains("the server's command: there is no program " + folder.resolve("serve")))
                .anyMatch(told -> told.contains("the client's command: there is no program pyhton3 on the PATH"));
    }
}
