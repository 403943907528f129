package io.ordeal.targets.jobs.driver;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.lib.output.FileOutputCommitter;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;

/**
 * A task writes several files, one for each of its records, and calls them as no other attempt of it does: as those are called
 * whose names have something random in them, or the time.
 */
public final class SeveralFiles extends FileOutputFormat<Object, Object> {
    /** Whether attempts write where the output is to be. */
    public static final String DIRECT = "ordeal.direct";

    private OutputCommitter committer;

    @Override
    public synchronized OutputCommitter getOutputCommitter(TaskAttemptContext context) throws IOException {
        if (committer == null) {
            Path output = getOutputPath(context);
            committer = context.getConfiguration().getBoolean(DIRECT, false)
                    ? new DirectCommitter(output)
                    : new SteppingCommitter(output, context);
        }
        return committer;
    }

    @Override
    public RecordWriter<Object, Object> getRecordWriter(TaskAttemptContext context) throws IOException {
        OutputCommitter into = getOutputCommitter(context);
        Path folder = into instanceof FileOutputCommitter ? ((FileOutputCommitter) into).getWorkPath() : getOutputPath(context);
        FileSystem files = folder.getFileSystem(context.getConfiguration());
        TaskAttemptID attempt = context.getTaskAttemptID();
        return new RecordWriter<>() {
            private int written;

            @Override
            public void write(Object key, Object record) throws IOException {
                String name = "part-" + attempt.getTaskID().getId() + "-attempt-" + attempt.getId() + "-" + written++;
                try (FSDataOutputStream out = files.create(new Path(folder, name), false)) {
                    out.write((record + "\n").getBytes(StandardCharsets.UTF_8));
                }
            }

            @Override
            public void close(TaskAttemptContext ended) {}
        };
    }
}
