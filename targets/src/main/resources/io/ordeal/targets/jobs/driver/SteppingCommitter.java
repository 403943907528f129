package io.ordeal.targets.jobs.driver;

import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.output.FileOutputCommitter;

/** Hadoop's own committer, of either algorithm, that tells when it begins to commit a job and when it has. */
public final class SteppingCommitter extends FileOutputCommitter {
    public SteppingCommitter(Path output, TaskAttemptContext context) throws IOException {
        super(output, context);
    }

    @Override
    public void commitJob(JobContext context) throws IOException {
        Steps.note(context.getConfiguration());
        Steps.tell(Steps.COMMITTING);
        super.commitJob(context);
        Steps.tell(Steps.COMMITTED);
    }
}
