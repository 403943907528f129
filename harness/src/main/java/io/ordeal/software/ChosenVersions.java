package io.ordeal.software;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.GracefulStop;
import io.ordeal.cluster.Launch;
import io.ordeal.cluster.Membership;
import io.ordeal.cluster.NodeEnvironment;
import io.ordeal.cluster.NodeSpec;
import io.ordeal.cluster.Port;
import io.ordeal.cluster.PrimaryFinder;
import io.ordeal.cluster.ServerImage;
import io.ordeal.cluster.ServerProgram;
import io.ordeal.cluster.Software;
import io.ordeal.names.NearestNames;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a run asks of its servers' versions: by product, a version or the path that it is to be taken from. What {@code
 * test.json} keeps of versions is the same, with more in it.
 */
public final class ChosenVersions {
    private ChosenVersions() {}

    /** The software of a cluster, by product. */
    public static Map<String, Software> softwareOf(ClusterDescription description) {
        Map<String, Software> all = new LinkedHashMap<>();
        description.nodes().forEach(node -> {
            Software software = node.program().software();
            all.putIfAbsent(software.product(), software);
        });
        return all;
    }

    /**
     * Reads {@code 3.9.3} or {@code zookeeper=3.9.3,postgresql=15.3.0}; a version without a name is that of the one software
     * that is to be had in several.
     *
     * @throws IllegalArgumentException which name is none, or which version is not to be had
     */
    public static Map<String, String> parse(List<String> texts, ClusterDescription description) {
        Map<String, Software> known = softwareOf(description);
        Map<String, String> wanted = new TreeMap<>();
        for (String text : texts) {
            int equals = text.indexOf('=');
            String product = equals < 0 ? onlyOne(text, known) : text.substring(0, equals);
            Software software = known.get(product);
            if (software == null) {
                throw new IllegalArgumentException(
                        known.isEmpty()
                                ? "the target lives inside this JVM, and has no servers whose version could be chosen"
                                : NearestNames.unknown("software", product, known.keySet()));
            }
            String version = text.substring(equals + 1);
            chosen(software, version);
            wanted.put(product, version);
        }
        return wanted;
    }

    private static String onlyOne(String version, Map<String, Software> known) {
        List<String> several = known.values().stream()
                .filter(software -> software.others() != Software.OtherVersions.NONE)
                .map(Software::product)
                .toList();
        List<String> candidates = several.isEmpty() ? List.copyOf(known.keySet()) : several;
        if (candidates.size() > 1) {
            throw new IllegalArgumentException("the version " + version + " may be that of "
                    + String.join(" or ", candidates) + ": say which, as " + candidates.get(0) + "=" + version);
        }
        return candidates.isEmpty() ? version : candidates.get(0);
    }

    /**
     * The same cluster with the versions that are wanted.
     *
     * @param wanted what names no software of this cluster is passed over, as what is told of containers' own images is
     * @throws IllegalArgumentException a version is not to be had
     */
    public static ClusterDescription in(ClusterDescription description, Map<String, String> wanted) {
        Map<String, Software> chosen = new LinkedHashMap<>();
        softwareOf(description).forEach((product, software) -> {
            String version = wanted.get(product);
            // a saved run names those that it had; a part of Ordeal's own has none, and is what it is
            if (version != null && !version.equals(software.version())) {
                Software other = chosen(software, versionIn(version, software));
                if (!other.equals(software)) {
                    chosen.put(product, other);
                }
            }
        });
        return chosen.isEmpty() ? description : new InVersions(description, chosen);
    }

    /** A container's version is told as its image and digest: that of the official image is its tag. */
    private static String versionIn(String recorded, Software software) {
        int space = recorded.indexOf(' ');
        if (space < 0 || !recorded.contains("sha256:")) {
            return recorded;
        }
        String image = recorded.substring(0, space);
        return software.image()
                .map(ServerImage::official)
                .map(official -> official.substring(0, official.lastIndexOf(':') + 1))
                .filter(image::startsWith)
                .map(repository -> image.substring(repository.length()))
                .orElse(software.version());
    }

    private static Software chosen(Software software, String version) {
        if (version.isBlank()) {
            throw new IllegalArgumentException("no version of " + software.product() + " is said: as "
                    + software.product() + "=" + software.version());
        }
        try {
            return version.contains(File.separator) ? software.from(Path.of(version)) : software.inVersion(version);
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException(
                    software.product() + " " + version + " is not to be had, as " + refused.getMessage()
                            + "; say --version " + software.product() + "=" + software.version(),
                    refused);
        }
    }

    /** A line for each software that is to be had in several versions: those with which the target was tried. */
    public static List<String> tried(ClusterDescription description) {
        return softwareOf(description).values().stream()
                .filter(software -> !software.others().tried().isEmpty())
                .map(software -> software.product() + ": " + software.version() + "; tried with "
                        + String.join(", ", software.others().tried()))
                .toList();
    }

    /** A description whose programs run other software; all else is as it was. */
    private record InVersions(ClusterDescription plain, Map<String, Software> chosen) implements ClusterDescription {
        @Override
        public List<NodeSpec> nodes() {
            return plain.nodes().stream()
                    .map(node -> new NodeSpec(node.name(), program(node.program())))
                    .collect(Collectors.toUnmodifiableList());
        }

        private ServerProgram program(ServerProgram program) {
            Software other = chosen.get(program.software().product());
            return other == null ? program : new OtherProgram(program, other);
        }

        @Override
        public List<List<String>> startOrder() {
            return plain.startOrder();
        }

        @Override
        public List<String> reserves() {
            return plain.reserves();
        }

        @Override
        public Map<String, String> refusedFaults() {
            return plain.refusedFaults();
        }

        @Override
        public Duration refusalPatience() {
            return plain.refusalPatience();
        }

        @Override
        public Optional<String> whyNotStarted() {
            return plain.whyNotStarted();
        }

        @Override
        public ClusterDescription atEndpoints(int count) {
            ClusterDescription given = plain.atEndpoints(count);
            return given == plain ? this : new InVersions(given, chosen);
        }

        @Override
        public Optional<Membership> membership() {
            return plain.membership();
        }

        @Override
        public Optional<ClusterDescription> changing() {
            return plain.changing().map(changing -> new InVersions(changing, chosen));
        }

        @Override
        public boolean isReady(Cluster cluster, int group) throws Exception {
            return plain.isReady(cluster, group);
        }

        @Override
        public boolean isReady(Cluster cluster) throws Exception {
            return plain.isReady(cluster);
        }

        @Override
        public Duration readyWithin() {
            return plain.readyWithin();
        }

        @Override
        public Optional<PrimaryFinder> primaryFinder() {
            return plain.primaryFinder();
        }

        @Override
        public List<String> targetsOfFaults() {
            return plain.targetsOfFaults();
        }

        @Override
        public String hostOf(String node) {
            return plain.hostOf(node);
        }
    }

    /** A program that runs other software than it was made for. */
    private record OtherProgram(ServerProgram plain, Software software) implements ServerProgram {
        @Override
        public String name() {
            return plain.name();
        }

        @Override
        public List<Port> ports() {
            return plain.ports();
        }

        @Override
        public Optional<String> dataInContainer() {
            return plain.dataInContainer();
        }

        @Override
        public Addressing addressing() {
            return plain.addressing();
        }

        @Override
        public boolean keepsData() {
            return plain.keepsData();
        }

        @Override
        public boolean hasWorkers() {
            return plain.hasWorkers();
        }

        @Override
        public GracefulStop gracefulStop() {
            return plain.gracefulStop();
        }

        @Override
        public Launch launch(NodeEnvironment environment) throws Exception {
            return plain.launch(environment);
        }

        @Override
        public boolean isUp(Cluster cluster, String node) throws Exception {
            return plain.isUp(cluster, node);
        }

        @Override
        public Optional<Instant> clock(Cluster cluster, String node) throws Exception {
            return plain.clock(cluster, node);
        }
    }
}
