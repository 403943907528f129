package io.ordeal.clock;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where the threads of a stopped process stand: whether code can be written without one of them going astray. */
final class ThreadPositions {
    /** What of a stack may hold the place that a signal interrupted: the handler's own calls, and the frame before them. */
    private static final int STACK = 16 * 1024;

    private ThreadPositions() {}

    /**
     * Whether it is certain that no thread stands in code, or will return to it from a signal's handler.
     *
     * @return false also if a thread runs, or can't be looked at
     * @throws IOException the process has ended
     */
    static boolean isClear(ProcessMemory memory, long pid, List<ProcessMemory.Range> code) throws IOException {
        try (DirectoryStream<Path> tasks =
                Files.newDirectoryStream(ProcessMemory.folder(pid).resolve("task"))) {
            for (Path task : tasks) {
                if (!isClear(memory, Files.readString(task.resolve("syscall")).trim(), code)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Of one thread, by its line: {@code running}, or as last words the stack pointer and the instruction pointer. */
    private static boolean isClear(ProcessMemory memory, String line, List<ProcessMemory.Range> code)
            throws IOException {
        String[] words = line.split(" ");
        if (words.length < 3) {
            return false;
        }
        long instruction = Long.decode(words[words.length - 1]);
        long stack = Long.decode(words[words.length - 2]);
        return !isWithin(instruction, code) && !isOnStack(memory.readUpTo(stack & -Long.BYTES, STACK), code);
    }

    private static boolean isOnStack(ByteBuffer stack, List<ProcessMemory.Range> code) {
        while (stack.remaining() >= Long.BYTES) {
            if (isWithin(stack.getLong(), code)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWithin(long address, List<ProcessMemory.Range> code) {
        return code.stream().anyMatch(range -> range.contains(address));
    }
}
