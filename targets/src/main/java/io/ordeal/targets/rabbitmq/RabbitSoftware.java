package io.ordeal.targets.rabbitmq;

import io.ordeal.cluster.Software;
import io.ordeal.cluster.SoftwareCache;
import io.ordeal.software.BundledLibraries;
import io.ordeal.software.DebianPackage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * RabbitMQ 4.0.5 on Erlang 27, as Debian's stable suite has them; others as other suites have them. With the libraries that
 * Erlang is linked against, down to the C library, so that it runs on an older Debian, too: 44 MB to download.
 *
 * <p>Nothing is run as it lies there, as it would look for the machine's libraries: Erlang's machine, and the two programs that it
 * starts by itself, are started by scripts, which name the loader that came with them.
 */
final class RabbitSoftware {
    static final String PRODUCT = "rabbitmq";

    /** What is installed: a program that takes what Erlang's own does; its root; RabbitMQ's folder. */
    static final String MACHINE = "machine";

    static final String ERLANG = "erlang";
    static final String RABBITMQ = "rabbitmq";

    /** The folder of {@link #NODE}'s code, and that in which Erlang looks for programs of its own. */
    static final String OWN = "own";

    /** The module that stands for epmd. */
    static final String NODE = "ordeal_node";

    private static final String OWN_VERSION = "4.0.5";

    /** What RabbitMQ depends on, without what only its scripts and installing need. */
    private static final List<String> BESIDE = List.of(
            "erlang-base",
            "erlang-asn1",
            "erlang-crypto",
            "erlang-eldap",
            "erlang-inets",
            "erlang-mnesia",
            "erlang-os-mon",
            "erlang-parsetools",
            "erlang-public-key",
            "erlang-runtime-tools",
            "erlang-ssl",
            "erlang-syntax-tools",
            "erlang-tools",
            "erlang-xmerl",
            "libc6",
            "libcap2",
            "libgcc-s1",
            "liblzma5",
            "libncursesw6",
            "libssl3t64",
            "libstdc++6",
            "libsystemd0",
            "libtinfo6",
            "libzstd1",
            "zlib1g");

    static final Software RABBIT = Software.fetched(
            PRODUCT, OWN_VERSION, Software.OtherVersions.of(List.of(OWN_VERSION), RabbitSoftware::fetched));

    private RabbitSoftware() {}

    private static Software.Installer fetched(String version) {
        DebianPackage all = new DebianPackage(PRODUCT, version, "rabbitmq-server", List.of("trixie", "sid"), BESIDE);
        return Software.Installer.telling((cache, progress) -> install(all, cache, progress));
    }

    private static Map<String, List<Path>> install(DebianPackage all, Path cache, Consumer<String> progress)
            throws IOException, InterruptedException {
        Path root = all.fetch(cache, progress);
        Path erlang = root.resolve("usr/lib/erlang");
        BundledLibraries libraries = BundledLibraries.of(root);
        String source = source();
        Path own = SoftwareCache.folder(
                cache,
                "rabbitmq-own-"
                        + Integer.toHexString(
                                List.of(libraries.script(erlang), source).hashCode()),
                partial -> prepare(erlang, libraries, source, partial));
        return Map.of(
                MACHINE, List.of(own.resolve("beam")),
                ERLANG, List.of(erlang),
                RABBITMQ, List.of(BundledLibraries.only(root.resolve("usr/lib/rabbitmq/lib"), "rabbitmq_server-*")),
                OWN, List.of(own));
    }

    private static String source() throws IOException {
        try (InputStream in = RabbitSoftware.class.getResourceAsStream(NODE + ".erl")) {
            if (in == null) {
                throw new IOException(
                        "the class path has no " + NODE + ".erl beside " + RabbitSoftware.class.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Writes the scripts, and has Erlang compile the module. */
    private static void prepare(Path erlang, BundledLibraries libraries, String source, Path own)
            throws IOException, InterruptedException {
        Path programs = BundledLibraries.only(erlang, "erts-*").resolve("bin");
        BundledLibraries.write(own.resolve("beam"), libraries.script(programs.resolve("beam.smp")));
        for (String program : List.of("erl_child_setup", "inet_gethost")) {
            BundledLibraries.write(own.resolve(program), libraries.script(programs.resolve(program)));
        }
        Files.writeString(own.resolve(NODE + ".erl"), source);

        List<String> command = new ArrayList<>(List.of(own.resolve("beam").toString()));
        command.addAll(machine(erlang.toString(), own.toString(), own.toString()));
        command.addAll(List.of(
                "-noinput",
                "-boot",
                erlang.resolve("bin/start_clean").toString(),
                "-eval",
                "case compile:file(\"" + NODE + "\", [report]) of {ok, _} -> halt(0); _ -> halt(1) end."));
        Path said = own.resolve("compiled");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(own.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().putAll(variables(erlang.toString(), own.toString()));
        Process compiling = builder.start();
        try {
            if (!compiling.waitFor(2, TimeUnit.MINUTES) || compiling.exitValue() != 0) {
                throw new IOException(
                        "Erlang, of " + erlang + ", does not compile " + NODE + ": " + Files.readString(said));
            }
        } finally {
            compiling.destroyForcibly();
        }
    }

    /** The arguments with which Erlang's machine starts, as its own starter gives them, up to the user's. */
    static List<String> machine(String erlang, String own, String home) {
        return List.of(
                // One thread of each kind, none of which waits busily: a trial's servers share a small machine
                "-S",
                "1:1",
                "-SDcpu",
                "1:1",
                "-SDio",
                "2",
                "-sbwt",
                "none",
                "-sbwtdcpu",
                "none",
                "-sbwtdio",
                "none",
                "-W",
                "w",
                "--",
                "-root",
                erlang,
                "-bindir",
                own,
                "-progname",
                "erl",
                "--",
                "-home",
                home,
                "--");
    }

    /** The variables with which it starts, likewise. */
    static Map<String, String> variables(String erlang, String own) {
        return Map.of(
                "BINDIR", own, "ROOTDIR", erlang, "EMU", "beam", "PROGNAME", "erl", "ERL_CRASH_DUMP_SECONDS", "0");
    }
}
