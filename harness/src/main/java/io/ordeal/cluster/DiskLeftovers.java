package io.ordeal.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Disks that are still mounted though the harness that made them is dead, and its {@link Watchdog} with it.
 *
 * @param unmounted the images of those that were unmounted; the files stay where they are
 * @param failed the images of those that could not be, with what the system says
 * @param living how many were left alone, as their harness lives
 */
public record DiskLeftovers(List<Path> unmounted, List<String> failed, int living) {
    private static final String IMAGE = ".img";
    private static final Path BLOCK_DEVICES = Path.of("/sys/block");
    private static final long SECONDS = 30;

    public DiskLeftovers {
        unmounted = List.copyOf(unmounted);
        failed = List.copyOf(failed);
    }

    /** How the file is called that a disk of this process' is in. */
    static String imageName() {
        return Ownership.mine() + IMAGE;
    }

    /** Unmounts what dead harnesses have left, and gives the loop devices back; nothing where there are none. */
    public static DiskLeftovers sweep() throws IOException, InterruptedException {
        List<Path> unmounted = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        int living = 0;
        if (Files.isDirectory(BLOCK_DEVICES)) {
            try (DirectoryStream<Path> devices = Files.newDirectoryStream(BLOCK_DEVICES, "loop*")) {
                for (Path device : devices) {
                    Optional<Path> image = image(device);
                    if (image.isEmpty()) {
                        continue;
                    }
                    if (owner(image.get()).orElseThrow().isDead()) {
                        Optional<String> complaint = giveBack("/dev/" + device.getFileName());
                        complaint.ifPresentOrElse(
                                why -> failed.add(image.get() + ": " + why), () -> unmounted.add(image.get()));
                    } else {
                        living++;
                    }
                }
            }
        }
        return new DiskLeftovers(unmounted, failed, living);
    }

    /** The file of Ordeal's that a loop device shows; empty if it shows none, or one of another's. */
    private static Optional<Path> image(Path device) {
        try {
            String name = Files.readString(device.resolve("loop/backing_file")).strip();
            Path image = Path.of(name.replaceFirst(" [(]deleted[)]$", ""));
            return Optional.of(image).filter(path -> owner(path).isPresent());
        } catch (IOException unused) {
            return Optional.empty();
        }
    }

    private static Optional<Ownership> owner(Path image) {
        String name = String.valueOf(image.getFileName());
        return name.endsWith(IMAGE)
                ? Ownership.read(name.substring(0, name.length() - IMAGE.length()))
                : Optional.empty();
    }

    /** What the system says against it; empty if it is done. A device goes with its file system. */
    private static Optional<String> giveBack(String device) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("/bin/sh", "-c", """
                        PATH=$PATH:/usr/sbin:/sbin
                        folder=$(findmnt -n -f -o TARGET --source "$1") || { echo "it is mounted where this process does not see it"; exit 1; }
                        fsfreeze -u "$folder" 2>/dev/null
                        umount "$folder"
                        """, "ordeal-clean", device)
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return Optional.of("umount was not done after " + SECONDS + " s");
        }
        return process.exitValue() == 0 ? Optional.empty() : Optional.of(said.strip());
    }
}
