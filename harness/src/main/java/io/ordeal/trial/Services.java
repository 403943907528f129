package io.ordeal.trial;

import io.ordeal.checker.CheckerProvider;
import io.ordeal.targets.Target;
import io.ordeal.workload.Workload;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * What {@link ServiceLoader} finds on the class path and in jars that the user names. It stops at the first class that can't
 * be loaded, and does not say in which jar that is: here it is said.
 */
final class Services {
    private static final List<Class<?>> KINDS =
            List.of(Target.class, Workload.class, CheckerProvider.class, Showcase.class);
    private static final String FOLDER = "META-INF/services/";

    /** A folder called target is lost to whoever ignores what Maven builds: the package has another name now. */
    private static final String FORMER_TARGET = "io.ordeal.target.Target";

    private static final String FORMER_PACKAGE = "io/ordeal/target/";

    private final ClassLoader loader;
    private final List<Path> jars;

    private Services(ClassLoader loader, List<Path> jars) {
        this.loader = loader;
        this.jars = jars;
    }

    static Services onClassPath() {
        return new Services(Services.class.getClassLoader(), List.of());
    }

    /** @throws IllegalArgumentException a jar does not exist, is none, or none of them brings anything */
    static Services with(List<Path> jars) {
        jars.forEach(Services::requireJar);
        jars.forEach(Services::refuseFormerNames);
        URLClassLoader own = loaderOf(jars);
        if (KINDS.stream().allMatch(kind -> own.findResource(FOLDER + kind.getName()) == null)) {
            throw new IllegalArgumentException(
                    "there is nothing of Ordeal's in " + jars + ": a jar says what it brings in "
                            + FOLDER + ", in a file named for the interface, such as " + Target.class.getName()
                            + ", with a class name a line");
        }
        return new Services(own, List.copyOf(jars));
    }

    private static URLClassLoader loaderOf(List<Path> jars) {
        List<URL> urls = new ArrayList<>();
        for (Path jar : jars) {
            try {
                urls.add(jar.toUri().toURL());
            } catch (MalformedURLException impossible) {
                throw new IllegalArgumentException(impossible);
            }
        }
        return new URLClassLoader(urls.toArray(URL[]::new), Services.class.getClassLoader());
    }

    private static void requireJar(Path jar) {
        if (!Files.exists(jar)) {
            throw new IllegalArgumentException("no jar at " + jar.toAbsolutePath() + ": --jar takes the path of one");
        }
        if (Files.isDirectory(jar)) {
            return;
        }
        try (JarFile readable = new JarFile(jar.toFile())) {
            readable.size();
        } catch (IOException none) {
            throw new IllegalArgumentException(
                    jar + " is no jar: " + none.getMessage() + "; --jar takes jars, or folders of classes", none);
        }
    }

    /** What such a jar brings was found under that name once, and would now be passed over without a word. */
    private static void refuseFormerNames(Path jar) {
        try (URLClassLoader alone = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
            if (alone.findResource(FOLDER + FORMER_TARGET) != null) {
                throw new IllegalArgumentException(jar + " names its targets in " + FOLDER + FORMER_TARGET
                        + ", which is " + Target.class.getName() + " now, as all of that package: name the file so, and"
                        + " compile its classes against this version of Ordeal");
            }
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(jar + " can't be read: " + unreadable.getMessage(), unreadable);
        }
    }

    /**
     * What one that was loaded says of itself.
     *
     * @param kind of it, for people
     * @param what is asked, as {@code name()}
     * @throws IllegalArgumentException it throws, or says null; the message says of which class and which jar
     */
    <T, V> V ask(Class<?> kind, T loaded, String what, Function<? super T, @Nullable V> question) {
        String which = what + " of the " + word(kind) + " " + loaded.getClass().getName();
        @Nullable V answer;
        try {
            answer = question.apply(loaded);
        } catch (RuntimeException | LinkageError | StackOverflowError failed) {
            throw new IllegalArgumentException(
                    origin(loaded.getClass()) + which + " failed: " + failed + "; "
                            + (failed instanceof LinkageError ? remedy(failed) : "it must not throw"),
                    failed);
        }
        if (answer == null) {
            throw new IllegalArgumentException(origin(loaded.getClass()) + which + " is null, and must not be");
        }
        return answer;
    }

    /** The jar that a class is of, as messages begin; nothing for a class of Ordeal's own class path. */
    String origin(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        URL from = source == null ? null : source.getLocation();
        for (Path jar : jars) {
            try {
                if (jar.toUri().toURL().equals(from)) {
                    return jar + ": ";
                }
            } catch (MalformedURLException impossible) {
                throw new IllegalArgumentException(impossible);
            }
        }
        return "";
    }

    private static String word(Class<?> kind) {
        return kind.getSimpleName().toLowerCase(Locale.ROOT);
    }

    ClassLoader loader() {
        return loader;
    }

    /**
     * All of a kind.
     *
     * @throws IllegalArgumentException one that a jar brings can't be loaded
     */
    <T> List<T> load(Class<T> kind) {
        try {
            return ServiceLoader.load(kind, loader).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();
        } catch (ServiceConfigurationError | LinkageError | StackOverflowError unfit) {
            throw told(kind, unfit);
        }
    }

    /**
     * The first of a kind that fits; those behind it are not loaded.
     *
     * @throws NoSuchElementException none does
     */
    <T> T find(Class<T> kind, Predicate<? super T> which) {
        return ServiceLoader.load(kind, loader).stream()
                .map(ServiceLoader.Provider::get)
                .filter(which)
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("there is no such " + word(kind)));
    }

    List<Path> jars() {
        return jars;
    }

    /** Looks for the class that can't be loaded; if it is none of the jars', the error itself is thrown. */
    private IllegalArgumentException told(Class<?> kind, Error unfit) {
        for (Path jar : jars) {
            try (URLClassLoader alone =
                    new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
                URL names = alone.findResource(FOLDER + kind.getName());
                for (String name : names == null ? List.<String>of() : names(names)) {
                    Throwable why = whyUnfit(name);
                    if (why != null) {
                        return new IllegalArgumentException(
                                jar + ": the " + word(kind) + " " + name + " can't be loaded: " + why + "; "
                                        + remedy(why),
                                unfit);
                    }
                }
            } catch (IOException unreadable) {
                return new IllegalArgumentException(jar + " can't be read: " + unreadable.getMessage(), unreadable);
            }
        }
        throw unfit;
    }

    private static List<String> names(URL file) throws IOException {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(file.openStream(), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
        }
    }

    /** Tried anew, in a loader of its own: a class whose initialization failed says only once why. */
    private @Nullable Throwable whyUnfit(String name) throws IOException {
        try (URLClassLoader anew = loaderOf(jars)) {
            Class.forName(name, true, anew).getConstructor().newInstance();
            return null;
        } catch (ReflectiveOperationException | LinkageError | StackOverflowError unfit) {
            Throwable cause = unfit.getCause();
            return unfit instanceof InvocationTargetException && cause != null ? cause : unfit;
        }
    }

    private static String remedy(Throwable why) {
        if (why instanceof UnsupportedClassVersionError) {
            int feature = Runtime.version().feature();
            return "it was compiled for a newer Java than this one, " + feature + ": set JAVA_HOME to a newer JDK, or"
                    + " compile it with --release " + feature;
        } else if (why instanceof NoClassDefFoundError
                && String.valueOf(why.getMessage()).startsWith(FORMER_PACKAGE)) {
            return "the package io.ordeal.target is io.ordeal.targets now: compile it against this version of Ordeal";
        } else if (why instanceof NoClassDefFoundError || why instanceof ClassNotFoundException) {
            return "name all jars that it needs, --jar A,B";
        } else if (why instanceof NoSuchMethodException) {
            return "it must be a public class with a public constructor without parameters";
        }
        return why instanceof LinkageError && !(why instanceof ExceptionInInitializerError)
                ? "compile it against this version of Ordeal"
                : "see to it that its constructor does not throw";
    }
}
