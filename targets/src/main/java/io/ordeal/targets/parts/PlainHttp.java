package io.ordeal.targets.parts;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/**
 * How clients speak HTTP to servers that do. A call is one request, and is sent once: Java's HTTP client repeats neither PUT nor
 * POST that may have been sent ({@code jdk.httpclient.enableAllMethodRetry} is off unless somebody turns it on).
 */
public final class PlainHttp {
    private PlainHttp() {}

    /**
     * What calls go through. Each client of a run has its own addresses, and so its own connections of it.
     *
     * @param limit how long a connect may take
     */
    public static HttpClient newClient(Duration limit) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(limit)
                .build();
    }

    /**
     * A request to a server.
     *
     * @param path with its query
     * @param limit how long the call may take
     */
    public static HttpRequest.Builder request(InetSocketAddress server, String path, Duration limit) {
        return HttpRequest.newBuilder(URI.create("http://" + server.getHostString() + ":" + server.getPort() + path))
                .timeout(limit);
    }

    /** Why a call has no answer. The first two prove that nothing was sent. */
    public enum Failure {
        /** Nobody listens. */
        REFUSED,
        /** No connection came about in time. */
        NOT_CONNECTED,
        /** No answer in time. */
        TIMED_OUT,
        /** The connection broke. */
        CONNECTION_LOST,
        /** Not of the network. */
        OTHER;

        /** Why, by what the client has thrown. */
        public static Failure of(Exception failure) {
            if (failure instanceof HttpConnectTimeoutException) {
                return NOT_CONNECTED;
            }
            if (failure instanceof HttpTimeoutException) {
                return TIMED_OUT;
            }
            if (failure instanceof ConnectException) {
                return REFUSED;
            }
            return failure instanceof IOException ? CONNECTION_LOST : OTHER;
        }
    }
}
