package io.ordeal.targets.artemis;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;

/** What the broker's own JVM runs. */
public final class ArtemisMain {
    private ArtemisMain() {}

    /** @param arguments the path of {@code broker.xml} */
    public static void main(String[] arguments) throws Exception {
        EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
        broker.setConfigResourcePath(Path.of(arguments[0]).toUri().toString());
        broker.start();
        new CountDownLatch(1).await();
    }
}
