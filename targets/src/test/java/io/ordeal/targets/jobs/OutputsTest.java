package io.ordeal.targets.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.workload.job.JobOutput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputsTest {
    @TempDir
    Path folder;

    private void write(String file, String text) throws Exception {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @Test
    void aJobsFilesAreReadButForWhatIsPutBy() throws Exception {
        write("job-7/part-0-attempt-0-0", "70\n71\n");
        write("job-7/part-1-attempt-1-0", "70\n");
        write("job-7/_SUCCESS", "");
        write("job-7/.part-0.crc", "99\n");
        write("job-8/_temporary/0/part-0", "80\n");
        write("input-job-8", "80\n");
        assertThat(new Outputs(folder).read())
                .containsExactly(new JobOutput(7, true, List.of(70L, 71L, 70L)), new JobOutput(8, false, List.of()));
    }

    @Test
    void aLineWithoutItsEndIsNoRecordOfAnother() {
        assertThat(Outputs.records("123\n12")).containsExactly(123L, "12 (without its end)");
        assertThat(Outputs.records("1x\n\n")).containsExactly("1x", "");
        assertThat(Outputs.records("")).isEmpty();
    }

    @Test
    void nothingIsReadWhereNothingIs() throws Exception {
        assertThat(new Outputs(folder.resolve("none")).read()).isEmpty();
    }
}
