package io.ordeal.mesh;

import eu.rekawek.toxiproxy.Proxy;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** One port of one link: a proxy. Thread-safe. */
final class Leg {
    private static final long ENABLE_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long ENABLE_AGAIN_MILLIS = 50;

    private final Link link;
    private final Proxy proxy;
    private final InetSocketAddress entrance;
    private int cuts;

    Leg(Link link, Proxy proxy, InetSocketAddress entrance) {
        this.link = link;
        this.proxy = proxy;
        this.entrance = entrance;
    }

    Link link() {
        return link;
    }

    Proxy proxy() {
        return proxy;
    }

    InetSocketAddress entrance() {
        return entrance;
    }

    /** Cuts it; it stays cut until every cut is {@link #mend mended}. */
    synchronized void cut() throws IOException {
        if (cuts == 0) {
            proxy.disable();
        }
        cuts++;
    }

    /** Takes back one cut. While it was disabled its port was anyone's: if it is taken, this waits for it a while. */
    synchronized void mend() throws IOException, InterruptedException {
        if (cuts == 1) {
            long giveUpNanos = System.nanoTime() + ENABLE_WITHIN_NANOS;
            for (boolean enabled = false; !enabled; ) {
                enabled = enable(System.nanoTime() < giveUpNanos);
            }
        }
        cuts--;
    }

    private boolean enable(boolean mayFail) throws IOException, InterruptedException {
        try {
            proxy.enable();
            return true;
        } catch (IOException e) {
            if (!mayFail || !ToxiproxyMesh.isAddressInUse(e)) {
                throw e;
            }
            TimeUnit.MILLISECONDS.sleep(ENABLE_AGAIN_MILLIS);
            return false;
        }
    }
}
