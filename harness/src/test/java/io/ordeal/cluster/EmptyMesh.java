package io.ordeal.cluster;

import io.ordeal.mesh.Breakage;
import io.ordeal.mesh.Link;
import io.ordeal.mesh.Mesh;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.Set;

final class EmptyMesh implements Mesh {
    static final MeshFactory FACTORY = plan -> new EmptyMesh();

    @Override
    public Set<Link> links() {
        return Set.of();
    }

    @Override
    public InetSocketAddress entrance(Link link, String port) {
        throw new IllegalArgumentException("no link " + link);
    }

    @Override
    public Break breakWays(Collection<Way> ways, Breakage breakage) {
        throw new IllegalArgumentException("no links");
    }

    @Override
    public Traffic traffic(Link link) {
        throw new IllegalArgumentException("no link " + link);
    }

    @Override
    public void healAll() {}

    @Override
    public void close() {}
}
