package io.ordeal.target.messages;

import com.arjuna.ats.jta.recovery.XAResourceRecoveryHelper;
import io.ordeal.target.artemis.ArtemisXaSession;
import java.util.ArrayList;
import java.util.List;
import javax.sql.XAConnection;
import javax.transaction.xa.XAResource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives the recovery both participants, on connections that last from one pass over them to the next. */
final class XaRecovery implements XAResourceRecoveryHelper {
    private static final Logger LOG = LoggerFactory.getLogger(XaRecovery.class);

    private final XaResources resources;
    private final List<AutoCloseable> open = new ArrayList<>();

    XaRecovery(XaResources resources) {
        this.resources = resources;
    }

    @Override
    public boolean initialise(String parameter) {
        return true;
    }

    /** Those that can be reached now: the others are for a later pass. */
    @Override
    public synchronized XAResource[] getXAResources() {
        open.forEach(XaRecovery::close);
        open.clear();
        List<XAResource> reached = new ArrayList<>();
        try {
            XAConnection database = resources.openDatabase();
            open.add(database::close);
            reached.add(database.getXAResource());
        } catch (Exception unreachable) {
            LOG.warn("the database can't be asked what it has prepared: {}", unreachable.toString());
        }
        try {
            ArtemisXaSession broker = resources.openBroker();
            open.add(broker);
            reached.add(broker.resource());
        } catch (Exception unreachable) {
            LOG.warn("the broker can't be asked what it has prepared: {}", unreachable.toString());
        }
        return reached.toArray(XAResource[]::new);
    }

    private static void close(AutoCloseable connection) {
        try {
            connection.close();
        } catch (Exception brokenAlready) {
            LOG.debug("not closed", brokenAlready);
        }
    }
}
