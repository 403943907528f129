package io.ordeal.targets.twophase;

import io.ordeal.client.Client;
import io.ordeal.client.ClientContext;
import io.ordeal.client.process.ClientCommand;
import io.ordeal.client.process.ClientProgram;
import io.ordeal.targets.ClientFactories;
import io.ordeal.workload.transfer.TransferClient;
import io.ordeal.workload.transfer.TransferOperations;
import java.io.IOException;
import org.postgresql.Driver;
import org.postgresql.xa.PGXADataSource;

/** What the coordinators' processes run. */
public final class Coordinators {
    private Coordinators() {}

    static ClientFactories processes(Class<? extends ClientProgram> program, String... jvmOptions) {
        return ClientFactories.of(TransferClient.class, ClientCommand.java(program, jvmOptions));
    }

    /** {@code 2pc-naive}. */
    public static final class Naive extends Plain {
        @Override
        TransferClient coordinator(ClientContext context) {
            return new NaiveCoordinator(context);
        }
    }

    /** {@code 2pc-majority}. */
    public static final class Majority extends Plain {
        @Override
        TransferClient coordinator(ClientContext context) {
            return new MajorityCoordinator(context);
        }
    }

    /** {@code 2pc-any}. */
    public static final class Any extends Plain {
        @Override
        TransferClient coordinator(ClientContext context) {
            return new AnyCoordinator(context);
        }
    }

    /** {@code 2pc-logged}. */
    public static final class Logged extends Plain {
        @Override
        TransferClient coordinator(ClientContext context) throws Exception {
            return logged(context, LoggedCoordinator.Flaw.NONE);
        }
    }

    /** {@code 2pc-logged-decides-late}. */
    public static final class DecidesLate extends Plain {
        @Override
        TransferClient coordinator(ClientContext context) throws Exception {
            return logged(context, LoggedCoordinator.Flaw.DECIDES_LATE);
        }
    }

    /** {@code 2pc-logged-presumes-commit}. */
    public static final class PresumesCommit extends Plain {
        @Override
        TransferClient coordinator(ClientContext context) throws Exception {
            return logged(context, LoggedCoordinator.Flaw.PRESUMES_COMMIT);
        }
    }

    private static LoggedCoordinator logged(ClientContext context, LoggedCoordinator.Flaw flaw) throws IOException {
        return new LoggedCoordinator(context, DecisionLog.open(context.folder().resolve("decisions")), flaw);
    }

    /** {@code xa-narayana}. */
    public static final class Xa extends Plain {
        @Override
        TransferClient coordinator(ClientContext context) throws Exception {
            return new XaCoordinator(context);
        }

        @Override
        public void warmUp() {
            super.warmUp();
            // whose settings are read when it is first used, and are not known yet
            PGXADataSource source = new PGXADataSource();
            source.setDatabaseName("postgres");
        }
    }

    /** A coordinator's process. */
    abstract static class Plain implements ClientProgram {
        abstract TransferClient coordinator(ClientContext context) throws Exception;

        @Override
        public final Client open(ClientContext context) throws Exception {
            return new TransferOperations(coordinator(context));
        }

        /** The driver and what connecting takes are most of what is loaded. */
        @Override
        public void warmUp() {
            Driver driver = new Driver();
            driver.acceptsURL("jdbc:postgresql://localhost/postgres");
        }
    }
}
