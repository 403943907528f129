package io.ordeal.mesh;

import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** No links at all. */
final class NoMesh implements Mesh {
    private static final String LACK = "the system lives inside this JVM and has no network to break";

    @Override
    public Set<Link> links() {
        return Set.of();
    }

    @Override
    public Set<Link> framedLinks() {
        return Set.of();
    }

    @Override
    public InetSocketAddress entrance(Link link, String port) {
        throw new IllegalArgumentException("there is no link " + link + ": " + LACK);
    }

    @Override
    public Optional<String> refusal(Breakage breakage) {
        return Optional.of(LACK);
    }

    @Override
    public Break breakWays(Collection<Way> ways, Breakage breakage) {
        throw new IllegalArgumentException(LACK);
    }

    @Override
    public Optional<Traffic> traffic(Link link) {
        return Optional.empty();
    }

    @Override
    public void healAll() {}

    @Override
    public void close() {}
}
