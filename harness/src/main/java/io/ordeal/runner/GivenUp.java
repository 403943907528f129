package io.ordeal.runner;

import io.ordeal.client.Completion;
import org.jspecify.annotations.Nullable;

/**
 * How an operation ends for which nobody waits any more.
 *
 * @param completion unknown if the client was called, failed if there never was a client
 * @param failure why the run can't go on; null if it can
 */
record GivenUp(Completion completion, @Nullable RunFailedException failure) {
    /**
     * @param nemesis whether it is the nemesis' operation: what that breaks and mends must be known
     * @param cutShort whether the whole run ends, so that its time was not up yet
     */
    static GivenUp of(Operation operation, boolean nemesis, boolean cutShort, RunnerOptions options) {
        if (cutShort) {
            String why = "the run was stopped";
            return new GivenUp(operation.called ? unknown(operation, why) : noClient(operation, why), null);
        } else if (!operation.called) {
            long millis = options.openTimeout().toMillis();
            return new GivenUp(noClient(operation, "not open within " + millis + " ms"), null);
        } else if (nemesis) {
            String why = "not done within " + options.nemesisTimeout().toMillis() + " ms";
            String f = operation.invocation.f();
            return new GivenUp(
                    unknown(operation, why), new RunFailedException("the nemesis hangs: " + f + " was " + why));
        }
        return new GivenUp(
                unknown(
                        operation,
                        "no answer within " + options.operationTimeout().toMillis() + " ms"),
                null);
    }

    private static Completion unknown(Operation operation, String why) {
        return Completion.info(operation.invocation.value(), why);
    }

    private static Completion noClient(Operation operation, String why) {
        return Completion.fail(operation.invocation.value(), "no client: " + why);
    }
}
