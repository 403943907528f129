package io.ordeal.trial;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that is logged while this is open goes to a run's {@code ordeal.log} too. Of runs side by side, whose threads
 * are in thread groups of their own, each gets what its own threads say, and those that they have started; and all get what
 * is said by nobody's, such as a pool that they share.
 */
final class RunLog implements AutoCloseable {
    /** The groups whose logs are open; one as often as there are logs of it. */
    private static final List<ThreadGroup> OPEN = new CopyOnWriteArrayList<>();

    private final ThreadGroup group = groupOf(Thread.currentThread());
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
        appender.addFilter(new Filter<>() {
            @Override
            public FilterReply decide(ILoggingEvent event) {
                // asked by the thread that logs
                return isMine(groupOf(Thread.currentThread())) ? FilterReply.NEUTRAL : FilterReply.DENY;
            }
        });
        appender.start();
        root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        OPEN.add(group);
        root.addAppender(appender);
    }

    private static ThreadGroup groupOf(Thread thread) {
        return Objects.requireNonNull(thread.getThreadGroup(), "a thread that has ended logs nothing");
    }

    /** The nearest group that has a log is this one's, or there is none. */
    private boolean isMine(ThreadGroup speaking) {
        for (ThreadGroup each = speaking; each != null; each = each.getParent()) {
            if (OPEN.contains(each)) {
                return each == group;
            }
        }
        return true;
    }

    @Override
    public void close() {
        if (root != null) {
            root.detachAppender(appender);
            OPEN.remove(group);
            appender.stop();
        }
    }
}
