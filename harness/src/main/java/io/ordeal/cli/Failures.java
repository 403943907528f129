package io.ordeal.cli;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ServiceConfigurationError;

/**
 * What went wrong outside, and what can be done: for the end of a command that has no verdict. Needs no class but the JDK's,
 * so that it can still speak when others are missing.
 */
final class Failures {
    private static final int MOST_CAUSES = 10;

    private Failures() {}

    /** The failure, its causes where they say more, and what to do where that is known. */
    static String describe(Throwable failure) {
        List<Throwable> chain = chain(failure);
        StringBuilder text = new StringBuilder(words(failure));
        for (Throwable cause : chain.subList(1, chain.size())) {
            String words = words(cause);
            if (text.indexOf(words) < 0) {
                text.append("\n  because: ").append(words);
            }
        }
        for (int i = chain.size() - 1; i >= 0; i--) {
            String remedy = remedy(chain.get(i));
            if (!remedy.isEmpty()) {
                return text.append("\n  ").append(remedy).toString();
            }
        }
        return text.toString();
    }

    private static List<Throwable> chain(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable each = failure;
                each != null && chain.size() < MOST_CAUSES && !chain.contains(each);
                each = each.getCause()) {
            chain.add(each);
        }
        return chain;
    }

    /** What one says of itself; its kind too, where the message alone is but a name. */
    private static String words(Throwable failure) {
        String message = failure.getMessage();
        if (message == null) {
            return failure.getClass().getSimpleName();
        }
        if (failure instanceof FileSystemException file) {
            return words(file);
        }
        return failure instanceof Error || failure instanceof InvalidPathException
                ? failure.getClass().getSimpleName() + ": " + message
                : message;
    }

    /** Some of these have the file's name for a message, and nothing more. */
    private static String words(FileSystemException failure) {
        if (failure instanceof AccessDeniedException) {
            return failure.getFile() + ": permission denied";
        } else if (failure instanceof NoSuchFileException) {
            return failure.getFile() + ": no such file or folder";
        } else if (failure instanceof FileAlreadyExistsException || failure instanceof NotDirectoryException) {
            return failure.getFile() + ": there is a file of that name, where a folder is needed";
        }
        return String.valueOf(failure.getMessage());
    }

    private static String remedy(Throwable failure) {
        if (failure instanceof OutOfMemoryError) {
            return "the heap is " + (Runtime.getRuntime().maxMemory() >> 20)
                    + " MB at most: give it more, as in ORDEAL_OPTS=-Xmx8g ./ordeal …";
        } else if (failure instanceof StackOverflowError) {
            return "something is nested deeper than a thread's stack takes: give it more, as in"
                    + " ORDEAL_OPTS=-Xss64m ./ordeal …";
        } else if (failure instanceof UnsupportedClassVersionError) {
            return "that class was compiled for a newer Java than this one, "
                    + Runtime.version().feature()
                    + ": set JAVA_HOME to a newer JDK, or compile it with --release "
                    + Runtime.version().feature();
        } else if (failure instanceof LinkageError
                || failure instanceof ClassNotFoundException
                || failure instanceof ServiceConfigurationError) {
            return "a class is missing, or does not fit the others: name all jars that it needs by --jar A,B; if it is"
                    + " Ordeal's own, remove targets/target, and it is built anew";
        } else if (failure instanceof InvalidPathException) {
            return "this locale can't write that name: set LC_ALL=C.UTF-8";
        }
        return failure instanceof java.io.IOException ? remedy(String.valueOf(failure.getMessage())) : "";
    }

    /** The operating system's own words, which come without a kind of their own. */
    private static String remedy(String message) {
        String lower = message.toLowerCase(Locale.ROOT);
        if (lower.contains("no space left on device") || lower.contains("quota exceeded")) {
            return "the disk is full: make room there, or name another folder, by --results or $ORDEAL_CACHE";
        } else if (lower.contains("read-only file system")) {
            return "nothing can be written there: name another folder, by --results or $ORDEAL_CACHE";
        }
        return lower.contains("too many open files") ? "raise the limit of open files, as in: ulimit -n 65536" : "";
    }
}
