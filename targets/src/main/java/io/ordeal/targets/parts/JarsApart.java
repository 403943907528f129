package io.ordeal.targets.parts;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Clients' libraries in a class loader of their own, so that they never meet the harness': what is called there is called by the
 * JDK's types, or by its name.
 */
public final class JarsApart {
    private JarsApart() {}

    /** Jars that know of the JDK alone. */
    public static ClassLoader load(List<Path> jars) {
        return load(jars, ClassLoader.getPlatformClassLoader());
    }

    /**
     * Never closed: threads of theirs may outlive whoever has loaded them.
     *
     * @param parent what they know of
     */
    public static ClassLoader load(List<Path> jars, ClassLoader parent) {
        List<URL> urls = new ArrayList<>();
        for (Path jar : jars) {
            try {
                urls.add(jar.toUri().toURL());
            } catch (MalformedURLException e) {
                throw new IllegalStateException(jar + " can't be on a class path", e);
            }
        }
        return new URLClassLoader(urls.toArray(URL[]::new), parent);
    }
}
