package io.ordeal.cluster;

/**
 * What containers of a server are made of.
 *
 * @param official the image of those who make it, pinned by version, e.g. {@code redis:7.0.15}
 * @param local the image that {@code targets/images/build} makes where no registry is reached; the same name where there is no
 *     such
 */
public record ServerImage(String official, String local) {
    /** One that is had under one name only. */
    public ServerImage(String name) {
        this(name, name);
    }

    /** The same in another version, which its tags tell. */
    ServerImage inVersion(String version) {
        return new ServerImage(repository(official) + ":" + version, repository(local) + ":" + version);
    }

    private static String repository(String image) {
        int tag = image.lastIndexOf(':');
        return tag < 0 ? image : image.substring(0, tag);
    }
}
