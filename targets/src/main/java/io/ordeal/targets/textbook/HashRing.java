package io.ordeal.targets.textbook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Consistent hashing (Karger and others, STOC 1997), as texts have it: nodes and keys on a ring, each at its hash, and a key
 * belongs to the first node from its place on. Not safe for several threads.
 */
final class HashRing {
    /** How a node that joins is put on the ring. */
    enum Joining {
        /** At its hash, as those were that are there. */
        BY_HASH,
        /** As a text's own code has it: its name among the others' hashes. Whoever leaves is looked for at its hash. */
        BY_NAME
    }

    private final Joining joining;
    /** By place: hashes in hexadecimal, so that a name, too, can be told to lie between two of them. */
    private final NavigableMap<String, String> nodes = new TreeMap<>();

    /** @param first the nodes that are there to begin with, each at its hash */
    HashRing(Joining joining, Collection<String> first) {
        this.joining = joining;
        first.forEach(node -> nodes.put(hash(node), node));
    }

    static String hash(String text) {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            return HexFormat.of().formatHex(md5.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }

    void join(String node) {
        nodes.put(joining == Joining.BY_NAME ? node : hash(node), node);
    }

    void leave(String node) {
        nodes.remove(hash(node));
    }

    /** @throws IllegalStateException there is no node */
    String ownerOf(String key) {
        return owners(key, 1).get(0);
    }

    /**
     * The nodes from a key's place on, once round at most.
     *
     * @param count of nodes at most
     * @throws IllegalStateException there is no node
     */
    List<String> owners(String key, int count) {
        if (nodes.isEmpty()) {
            throw new IllegalStateException("nobody is on the ring");
        }
        String place = hash(key);
        Set<String> owners = new LinkedHashSet<>(nodes.tailMap(place, true).values());
        owners.addAll(nodes.headMap(place, false).values());
        return new ArrayList<>(owners).subList(0, Math.min(count, owners.size()));
    }
}
