package io.ordeal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.start.Kind;
import io.ordeal.start.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code ./ordeal new} writes and refuses to write; {@code .ci/outsiders} runs what it writes. */
class NewCommandTest {
    /** As templates have them; GitHub's own have a blank after the braces. */
    private static final Pattern UNFILLED = Pattern.compile("\\{\\{[a-z-]+}}|\\$\\{(project|junit|assertj|maven)");

    @TempDir
    private Path folder;

    private CommandOutcome begin(String... arguments) {
        return CommandOutcome.of(Stream.concat(Stream.of("new", "--in", folder.toString()), Stream.of(arguments))
                .toArray(String[]::new));
    }

    private static List<Path> files(Path project) throws IOException {
        try (Stream<Path> all = Files.walk(project)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** But for those without a client, whose README tells what the workloads' operations are: there are none here. */
    static Stream<Arguments> all() {
        return Stream.of(Kind.values())
                .flatMap(kind -> Stream.of(Language.values())
                        .filter(language -> language != Language.NONE)
                        .map(language -> Arguments.of(kind, language)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void eachKindIsWrittenInEachLanguage(Kind kind, Language language) throws IOException {
        CommandOutcome outcome = begin("my-own", "--for", kind.wire(), "--client", language.wire());
        assertThat(outcome.status()).as(outcome.err()).isZero();
        Path project = folder.resolve("my-own");
        List<Path> written = files(project);
        assertThat(written).hasSizeGreaterThan(7);
        for (Path file : written) {
            assertThat(UNFILLED.matcher(Files.readString(file)).results())
                    .as("%s", file)
                    .isEmpty();
            assertThat(outcome.out()).contains(project.relativize(file).toString());
        }
        assertThat(project.resolve("README.md")).content().contains("my-own");
    }

    private static final Pattern MAVEN_DEPENDENCY = Pattern.compile(
            "<groupId>([^<]+)</groupId><artifactId>([^<]+)</artifactId><version>([^<]+)</version>(<scope>test</scope>)?");

    /** No Gradle is asked for by these tests: what can be seen without one is that both forms name the same. */
    @ParameterizedTest
    @EnumSource
    void aBuildByGradleNamesWhatOneByMavenNames(Kind kind) throws IOException {
        begin("by-maven", "--for", kind.wire());
        CommandOutcome outcome = begin("by-gradle", "--for", kind.wire(), "--build", "gradle");
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("have never run it").contains("gradle build");
        String maven = Files.readString(folder.resolve("by-maven/pom.xml"));
        Path project = folder.resolve("by-gradle");
        String gradle = Files.readString(project.resolve("build.gradle.kts"));
        assertThat(project.resolve("settings.gradle.kts")).hasContent("rootProject.name = \"by-gradle\"");
        assertThat(project.resolve("README.md")).content().contains("have never run it", "gradle wrapper");
        Map<String, String> platforms = new HashMap<>();
        Pattern.compile("platform\\(\"([^:]+):([^:]+):([^\"]+)\"\\)")
                .matcher(gradle)
                .results()
                .forEach(found -> platforms.put(found.group(2), found.group(3)));
        List<MatchResult> dependencies =
                MAVEN_DEPENDENCY.matcher(maven).results().toList();
        assertThat(dependencies).hasSize(3);
        for (MatchResult dependency : dependencies) {
            String module = dependency.group(1) + ":" + dependency.group(2);
            String version = dependency.group(3);
            String how = dependency.group(4) == null ? "implementation" : "testImplementation";
            if (gradle.contains(how + "(\"" + module + "\")")) {
                assertThat(platforms.get(dependency.group(1).equals("io.ordeal") ? "ordeal-bom" : "junit-bom"))
                        .as(module)
                        .isEqualTo(version);
            } else {
                assertThat(gradle).contains(how + "(\"" + module + ":" + version + "\")");
            }
        }
        assertThat(Path.of("bom/pom.xml")).content().contains("<artifactId>ordeal-bom</artifactId>");
        Pattern release = Pattern.compile("release(?:\\.set\\(|>)17");
        assertThat(release.matcher(maven).find() && release.matcher(gradle).find())
                .isTrue();
        Path sources = folder.resolve("by-maven/src");
        for (Path source : files(sources)) {
            String same = sources.relativize(source).toString().replace("bymaven", "bygradle");
            assertThat(project.resolve("src").resolve(same))
                    .content()
                    .isEqualTo(Files.readString(source)
                            .replace("bymaven", "bygradle")
                            .replace("by-maven", "by-gradle"));
        }
    }

    @Test
    void aScriptCanBeRun() throws IOException {
        begin("my-lock", "--client", "python");
        assertThat(folder.resolve("my-lock/test.sh")).isExecutable();
        assertThat(folder.resolve("my-lock/client.py")).isNotEmptyFile();
    }

    @Test
    void whatIsThereIsNotTouched() throws IOException {
        Path there = Files.createDirectory(folder.resolve("my-lock"));
        Path mine = Files.writeString(there.resolve("pom.xml"), "mine");
        CommandOutcome outcome = begin("my-lock");
        assertThat(outcome.status()).isEqualTo(ExitCode.USAGE.status());
        assertThat(outcome.err()).contains(there.toString()).contains("nothing in it is touched");
        assertThat(files(folder)).containsExactly(mine);
        assertThat(mine).hasContent("mine");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "My Lock                        | such as my-lock",
                "../my-lock                     | such as my-lock",
                "class                          | my-class",
                "target                         | my-target",
                "my-lock --for fence            | nearest first: fenced-lock",
                "my-lock --for transaction      | nearest first: transactions",
                "my-lock --for cache            | queue",
                "my-lock --client pyton         | nearest first: python",
                "my-lock --build ant            | maven",
                "my-lock --client rust          | --client none",
                "my-lock --build gradle --client none | leave it out",
                "my-lock --build maven --client python | leave it out"
            })
    void whatCanNotBeIsToldAndNothingIsWritten(String arguments, String told) throws IOException {
        CommandOutcome outcome = arguments.startsWith("My ")
                ? begin("My Lock")
                : begin(arguments.strip().split(" +"));
        assertThat(outcome.status()).isEqualTo(ExitCode.USAGE.status());
        assertThat(outcome.err()).contains(told);
        assertThat(files(folder)).isEmpty();
    }

    @Test
    void aFileIsNoFolderToWriteInto() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "mine");
        CommandOutcome outcome = CommandOutcome.of("new", "my-lock", "--in", file.toString());
        assertThat(outcome.status()).isEqualTo(ExitCode.USAGE.status());
        assertThat(outcome.err()).contains(file + " is no folder, but a file");
        assertThat(file).hasContent("mine");
    }

    @Test
    void helpTellsOfEachKind() {
        String help = CommandOutcome.of("new", "--help").out().replaceAll("\\s+", " ");
        assertThat(help).contains("one of: " + String.join(", ", Kind.names()) + ";");
    }

    @Test
    void aFolderThatIsNotThereIsNotMade() {
        Path nowhere = folder.resolve("nowhere/at/all");
        CommandOutcome outcome = CommandOutcome.of("new", "my-lock", "--in", nowhere.toString());
        assertThat(outcome.status()).isEqualTo(ExitCode.USAGE.status());
        assertThat(outcome.err()).contains("mkdir -p " + nowhere);
        assertThat(folder).isEmptyDirectory();
    }
}
