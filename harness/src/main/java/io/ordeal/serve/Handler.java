package io.ordeal.serve;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Between HTTP and the {@link Pages}: refuses what is not to be answered, and tells what can't be. */
final class Handler implements HttpHandler {
    private static final Logger log = LoggerFactory.getLogger(Handler.class);
    private static final Set<String> METHODS = Set.of("GET", "HEAD");

    private final Pages pages;
    private final boolean loopback;

    /** @param loopback whether this machine alone is answered */
    Handler(Pages pages, boolean loopback) {
        this.pages = pages;
        this.loopback = loopback;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Answer answer = answer(exchange);
        Headers headers = exchange.getResponseHeaders();
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cache-Control", "no-store");
        answer.headers().forEach(headers::set);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(answer.status(), -1);
            exchange.close();
            return;
        }
        // of no length: −1 to the JDK's server, for which 0 is one that is not known
        long length = answer.length() == 0 ? -1 : Math.max(0, answer.length());
        exchange.sendResponseHeaders(answer.status(), length);
        if (length >= 0) {
            // not closed when it fails: that would end an answer in order which is not whole. The server drops the
            // connection
            OutputStream out = new BufferedOutputStream(exchange.getResponseBody(), 1 << 14);
            answer.body().writeTo(out);
            out.flush();
        }
        exchange.close();
    }

    private Answer answer(HttpExchange exchange) {
        if (!METHODS.contains(exchange.getRequestMethod())) {
            return Answer.page(405, Frame.message("Not allowed", "What is served can be read alone: GET and HEAD."));
        }
        if (loopback && !isOfThisMachine(exchange.getRequestHeaders().getFirst("Host"))) {
            return Answer.page(
                    403,
                    Frame.message(
                            "Not this host",
                            "This server answers as localhost and 127.0.0.1 alone, so that no other page that is open in"
                                    + " the browser can read it under a name of its own."));
        }
        try {
            return pages.answer(Request.of(exchange.getRequestURI()))
                    .orElseGet(
                            () -> Answer.page(404, Frame.message("Not found", "There is nothing here, or no more.")));
        } catch (IllegalArgumentException wrong) {
            return Answer.page(400, Frame.message("Not understood", String.valueOf(wrong.getMessage())));
        } catch (NoSuchFileException gone) {
            return Answer.page(404, Frame.message("Not found", "It was removed meanwhile."));
        } catch (IOException | UncheckedIOException unreadable) {
            log.warn("{} can't be answered", exchange.getRequestURI(), unreadable);
            return Answer.page(500, Frame.message("Can't be read", String.valueOf(unreadable.getMessage())));
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return Answer.page(503, Frame.message("Ending", "The server is being ended."));
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError broken) {
            log.error("{} can't be answered", exchange.getRequestURI(), broken);
            return Answer.page(
                    500,
                    Frame.message(
                            "A fault of the harness", "No finding: " + broken + ". The log of this command has more."));
        }
    }

    /** A page of another site can have its own name lead to this machine: it would be told by its name. */
    private static boolean isOfThisMachine(String host) {
        String name =
                Optional.ofNullable(host).orElse("").toLowerCase(Locale.ROOT).replaceFirst(":\\d*$", "");
        return name.equals("localhost") || name.equals("[::1]") || name.matches("127\\.\\d+\\.\\d+\\.\\d+");
    }
}
