package io.ordeal.cluster.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.PullResponseItem;
import io.ordeal.cluster.ClusterException;
import io.ordeal.cluster.ServerImage;
import io.ordeal.cluster.Software;
import io.ordeal.cluster.Startup;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the image of each software: the official one if it is here, else the one that {@code targets/images/build} made,
 * else the official one from its registry, if that answers soon. A software that has none of its own is mounted into
 * containers of the one that holders are made of.
 */
final class Images {
    /** What holders are made of, and servers that have no image of their own. */
    static final String TOOLS = "ordeal/tools:trixie";

    private static final Logger LOG = LoggerFactory.getLogger(Images.class);
    /** A registry that gives no sign of life for so long is not reached. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private static final Duration PULL_AT_MOST = Duration.ofMinutes(10);

    private final Engine engine;
    private final Map<Software, Image> found = new HashMap<>();

    Images(Engine engine) {
        this.engine = engine;
    }

    /**
     * An image that is here.
     *
     * @param name with its tag
     * @param digest by which a registry knows it; its id if it came from none
     */
    record Image(String name, String digest) {}

    /** The image that holders are made of. */
    Image tools() throws ClusterException {
        return local(TOOLS)
                .orElseThrow(() -> new ClusterException(
                        "the image " + TOOLS + " is not there, from which the networks of nodes are made; make it with:"
                                + " targets/images/build tools",
                        null));
    }

    /**
     * The image of a software.
     *
     * @throws ClusterException it is not to be had; the message says what to type
     */
    Image of(Software software) throws ClusterException, InterruptedException {
        Image known = found.get(software);
        if (known != null) {
            return known;
        }
        Optional<ServerImage> own = software.image();
        Image image = own.isPresent() ? of(software, own.get()) : tools();
        found.put(software, image);
        return image;
    }

    private Image of(Software software, ServerImage own) throws ClusterException, InterruptedException {
        Optional<Image> image = local(own.official()).or(() -> local(own.local()));
        if (image.isPresent()) {
            return image.get();
        }
        String failure = pull(own.official());
        return local(own.official()).orElseThrow(() -> new ClusterException(missing(software, own, failure), null));
    }

    private static String missing(Software software, ServerImage own, String failure) {
        if (own.official().equals(own.local())) {
            return "there is no image " + own.official() + " here, and it can't be pulled (" + failure
                    + "); docker images tells those that there are";
        }
        return "there is no image of " + software.name() + ": neither " + own.official() + " nor " + own.local()
                + " is here, and " + own.official() + " can't be pulled (" + failure
                + "); make one with: targets/images/build " + system(own);
    }

    /** {@code ordeal/redis:trixie} is built from the folder {@code redis}. */
    private static String system(ServerImage own) {
        return own.local().replaceFirst("^.*/", "").replaceFirst(":.*$", "");
    }

    private Optional<Image> local(String name) {
        try {
            InspectImageResponse image = engine.client().inspectImageCmd(name).exec();
            @Nullable List<String> digests = image.getRepoDigests();
            String id = String.valueOf(image.getId());
            return Optional.of(new Image(name, digests == null || digests.isEmpty() ? id : digests.get(0)));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    /** What went wrong, if anything did. */
    private String pull(String name) throws InterruptedException {
        LOG.info("pulling {}", name);
        DockerClient client = engine.client();
        Progress progress = new Progress();
        try (progress) {
            client.pullImageCmd(name).exec(progress);
            long start = System.nanoTime();
            while (!progress.awaitCompletion(100, TimeUnit.MILLISECONDS)) {
                long now = System.nanoTime();
                if (now - progress.lastSignNanos > SILENCE.toNanos()) {
                    return "its registry gave no sign of life for " + SILENCE.toSeconds() + " s";
                }
                if (now - start > PULL_AT_MOST.toNanos()) {
                    return "it took more than " + PULL_AT_MOST.toMinutes() + " min";
                }
            }
            return progress.failure;
        } catch (DockerException | IOException e) {
            return Startup.reason(e);
        }
    }

    private static final class Progress extends ResultCallback.Adapter<PullResponseItem> implements Closeable {
        private volatile long lastSignNanos = System.nanoTime();
        private volatile String failure = "the registry said nothing of it";

        @Override
        public void onNext(PullResponseItem item) {
            lastSignNanos = System.nanoTime();
            if (item.getErrorDetail() != null) {
                failure = String.valueOf(item.getErrorDetail().getMessage());
            }
        }
    }
}
