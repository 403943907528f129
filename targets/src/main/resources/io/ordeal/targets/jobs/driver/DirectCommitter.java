package io.ordeal.targets.jobs.driver;

import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.output.FileOutputCommitter;

/**
 * Moves nothing, as what attempts write lies where the output is: Spark had such (DirectParquetOutputCommitter), and took them
 * away (SPARK-10063).
 */
public final class DirectCommitter extends OutputCommitter {
    private final Path output;

    public DirectCommitter(Path output) {
        this.output = output;
    }

    @Override
    public void setupJob(JobContext job) throws IOException {
        output.getFileSystem(job.getConfiguration()).mkdirs(output);
    }

    @Override
    public void setupTask(TaskAttemptContext task) {}

    @Override
    public boolean needsTaskCommit(TaskAttemptContext task) {
        return false;
    }

    @Override
    public void commitTask(TaskAttemptContext task) {}

    @Override
    public void abortTask(TaskAttemptContext task) {}

    @Override
    public void commitJob(JobContext job) throws IOException {
        Steps.note(job.getConfiguration());
        Steps.tell(Steps.COMMITTING);
        output.getFileSystem(job.getConfiguration())
                .create(new Path(output, FileOutputCommitter.SUCCEEDED_FILE_NAME))
                .close();
        Steps.tell(Steps.COMMITTED);
    }
}
