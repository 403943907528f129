package io.ordeal.cli;

import io.ordeal.checker.CheckResult;
import io.ordeal.checker.Verdict;
import io.ordeal.history.MalformedHistoryException;
import io.ordeal.store.CheckReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * What came of one file of several: a verdict, or why there is none. Whatever happens to it, the others are judged.
 *
 * @param report with {@code unknown} and the cause where there is no verdict
 * @param judged what was judged; empty if it could not be
 */
record FileEnd(CheckReport report, ExitCode code, Optional<FileJudge.Judged> judged) {
    /** Judges a file or a folder; never throws. */
    static FileEnd of(Path file, FileJudge judge) {
        try {
            FileJudge.Judged judged = judge.judge(file);
            return new FileEnd(
                    judged.report(), ExitCode.of(judged.report().result().verdict()), Optional.of(judged));
        } catch (MalformedHistoryException malformed) {
            return noVerdict(file, judge, "malformed: " + malformed.getMessage(), ExitCode.USAGE);
        } catch (IOException unreadable) {
            return noVerdict(file, judge, "unreadable: " + Failures.describe(unreadable), ExitCode.USAGE);
        } catch (UsageException wrong) {
            return noVerdict(file, judge, String.valueOf(wrong.getMessage()), ExitCode.USAGE);
        } catch (RuntimeException | Error unfit) {
            LoggerFactory.getLogger(FileEnd.class).error("{} could not be judged", file, unfit);
            return noVerdict(
                    file,
                    judge,
                    "this is a fault of the harness or its surroundings, not a finding: " + Failures.describe(unfit),
                    ExitCode.HARNESS);
        }
    }

    private static FileEnd noVerdict(Path file, FileJudge judge, String cause, ExitCode code) {
        return new FileEnd(unknown(file.toString(), judge.checkerName().orElse(""), cause), code, Optional.empty());
    }

    /** The report of a file that has no verdict. */
    static CheckReport unknown(String file, String checker, String cause) {
        return new CheckReport(file, checker, 0, 0, CheckResult.of(Verdict.unknown(cause)), Optional.empty());
    }
}
