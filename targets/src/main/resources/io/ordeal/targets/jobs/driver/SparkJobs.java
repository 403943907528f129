package io.ordeal.targets.jobs.driver;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/**
 * A driver of Spark, which runs jobs one after the other. It is made, and called, through types of the JDK alone, as who calls it
 * knows no class of Spark's.
 */
public final class SparkJobs implements BiFunction<String, List<Long>, Optional<String>>, AutoCloseable {
    private static final int TASKS = 4;

    /** How long a task works on a record. */
    private static final long RECORD_MILLIS = 20;

    /** What is done with it can't be done: the task fails. */
    private static final long POISON = -1;

    private final JavaSparkContext spark;
    private final Map<String, String> output;

    /**
     * Connects to the master.
     *
     * @param settings Spark's
     * @param output Hadoop's, of outputs
     * @param step is told where a job has got to
     */
    public SparkJobs(Map<String, String> settings, Map<String, String> output, Consumer<String> step) {
        SparkConf conf = new SparkConf(false);
        settings.forEach(conf::set);
        this.output = output;
        this.spark = new JavaSparkContext(conf);
        Steps.listen(step);
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
        Configuration configuration = new Configuration(spark.hadoopConfiguration());
        output.forEach(configuration::set);
        Steps.begin();
        try {
            Job job = Job.getInstance(configuration);
            job.setOutputFormatClass(SeveralFiles.class);
            job.setOutputKeyClass(Object.class);
            job.setOutputValueClass(Object.class);
            FileOutputFormat.setOutputPath(job, new Path(SlowFiles.SCHEME + "://" + folder));
            JavaPairRDD<Object, Object> worked = spark.parallelize(records, TASKS).mapToPair(SparkJobs::work);
            worked.saveAsNewAPIHadoopDataset(job.getConfiguration());
            return Optional.empty();
        } catch (Exception failed) {
            if (Steps.isCommitting()) {
                throw new IllegalStateException("failed in its commit", failed);
            }
            Throwable cause = failed;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            return Optional.of(String.valueOf(cause.getMessage()).lines().findFirst().orElse(""));
        }
    }

    private static Tuple2<Object, Object> work(Long record) throws InterruptedException {
        Thread.sleep(RECORD_MILLIS);
        if (record == POISON) {
            throw new IllegalArgumentException("a record that nobody can work on");
        }
        return new Tuple2<>("", record);
    }

    @Override
    public void close() {
        spark.close();
    }
}
