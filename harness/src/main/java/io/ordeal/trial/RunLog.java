package io.ordeal.trial;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import java.nio.file.Path;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that is logged while this is open goes to a run's {@code ordeal.log} too. */
final class RunLog implements AutoCloseable {
    private final FileAppender<ILoggingEvent> appender = new FileAppender<>();
    private final ch.qos.logback.classic.@org.jspecify.annotations.Nullable Logger root;

    RunLog(Path file) {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (!(factory instanceof LoggerContext context)) {
            // Embedded in a program that logs in its own way: that way it stays.
            root = null;
            return;
        }
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%d{HH:mm:ss.SSS} %-5level %logger{24} [%thread] %msg%n");
        encoder.start();
        appender.setContext(context);
        appender.setName("run " + file);
        appender.setFile(file.toString());
        appender.setEncoder(encoder);
        appender.start();
        root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.addAppender(appender);
    }

    @Override
    public void close() {
        if (root != null) {
            root.detachAppender(appender);
            appender.stop();
        }
    }
}
