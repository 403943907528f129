package io.ordeal.targets.jobs.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.TypeConverter;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.mapreduce.lib.input.NLineInputFormat;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.exceptions.YarnException;

/**
 * Submits jobs of MapReduce, one after the other, and asks the resource manager what becomes of them: each is driven by an
 * application master in the cluster. It is made, and called, through types of the JDK alone.
 */
public final class MapReduceJobs implements BiFunction<String, List<Long>, Optional<String>>, AutoCloseable {
    /** Each is a JVM. */
    private static final int TASKS = 3;

    /** How long a task works on a record. */
    private static final long RECORD_MILLIS = 20;

    /** What is done with it can't be done: the task fails. */
    private static final long POISON = -1;

    private static final long POLL_MILLIS = 200;

    private final Configuration configuration = new Configuration(true);
    private final YarnClient yarn = YarnClient.createYarnClient();

    /**
     * Connects to the resource manager.
     *
     * @param settings of YARN and of MapReduce
     * @param output of outputs
     * @param step is told where a job has got to
     */
    public MapReduceJobs(Map<String, String> settings, Map<String, String> output, Consumer<String> step) {
        settings.forEach(configuration::set);
        output.forEach(configuration::set);
        Steps.listen(step);
        yarn.init(configuration);
        yarn.start();
    }

    /**
     * Runs a job.
     *
     * @param folder of its output, which is not there yet
     * @param records its input; where {@value #POISON} is among them, it fails
     * @return why it has failed, before it began to be committed; empty if it is done
     * @throws RuntimeException nobody knows how far it came
     */
    @Override
    public Optional<String> apply(String folder, List<Long> records) {
        // beside the output, under names that nobody takes for one
        java.nio.file.Path place = java.nio.file.Path.of(folder);
        java.nio.file.Path committing = place.resolveSibling("_" + place.getFileName() + ".committing");
        java.nio.file.Path input = place.resolveSibling("input-" + place.getFileName());
        try {
            Files.writeString(input, records.stream().map(record -> record + "\n").collect(Collectors.joining()));
            Job job = Job.getInstance(configuration);
            job.getConfiguration().set(Steps.NOTE, committing.toString());
            job.setJobName(folder);
            job.setMapperClass(Work.class);
            job.setNumReduceTasks(0);
            job.setInputFormatClass(NLineInputFormat.class);
            FileInputFormat.addInputPath(job, new Path("file://" + input));
            NLineInputFormat.setNumLinesPerSplit(job, (records.size() + TASKS - 1) / TASKS);
            job.setOutputFormatClass(SeveralFiles.class);
            job.setMapOutputKeyClass(Text.class);
            job.setMapOutputValueClass(Text.class);
            job.setOutputKeyClass(Text.class);
            job.setOutputValueClass(Text.class);
            FileOutputFormat.setOutputPath(job, new Path(SlowFiles.SCHEME + "://" + folder));
            Steps.tell("submitting");
            job.submit();
            Steps.tell("submitted");
            ApplicationReport report = await(TypeConverter.toYarn(job.getJobID()).getAppId());
            Steps.tell("over");
            if (report.getFinalApplicationStatus() == FinalApplicationStatus.SUCCEEDED) {
                return Optional.empty();
            }
            String why = report.getFinalApplicationStatus() + ": "
                    + report.getDiagnostics().lines().findFirst().orElse("");
            if (Files.exists(committing)) {
                throw new IllegalStateException("it had begun to commit, " + why);
            }
            return Optional.of(why);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } catch (RuntimeException unknown) {
            unknown.printStackTrace();
            throw unknown;
        } catch (IOException | YarnException | ClassNotFoundException unknown) {
            unknown.printStackTrace();
            throw new IllegalStateException(String.valueOf(unknown), unknown);
        }
    }

    private ApplicationReport await(ApplicationId application)
            throws IOException, YarnException, InterruptedException {
        while (true) {
            ApplicationReport report = yarn.getApplicationReport(application);
            switch (report.getYarnApplicationState()) {
                case FINISHED:
                case FAILED:
                case KILLED:
                    return report;
                default:
                    Thread.sleep(POLL_MILLIS);
            }
        }
    }

    @Override
    public void close() {
        yarn.stop();
    }

    /** A task: works on each record for a while, and writes it. */
    public static final class Work extends Mapper<LongWritable, Text, Text, Text> {
        @Override
        protected void map(LongWritable position, Text record, Context context)
                throws IOException, InterruptedException {
            Thread.sleep(RECORD_MILLIS);
            if (Long.parseLong(record.toString()) == POISON) {
                throw new IOException("a record that nobody can work on");
            }
            context.write(new Text(), record);
        }
    }
}
