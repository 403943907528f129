package io.ordeal.targets.messages;

import com.arjuna.ats.jta.recovery.XAResourceRecoveryHelper;
import io.ordeal.targets.artemis.ArtemisXaSession;
import java.util.List;
import java.util.Optional;
import javax.sql.XAConnection;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the recovery both participants, on connections that last as long as they work: Narayana asks for them more than once
 * in a pass, and goes on using what it was given first.
 */
final class XaRecovery implements XAResourceRecoveryHelper {
    private static final Logger LOG = LoggerFactory.getLogger(XaRecovery.class);

    private final List<Participant> participants;

    XaRecovery(XaResources resources) {
        participants = List.of(
                new Participant("database", () -> {
                    XAConnection connection = resources.openDatabase();
                    return new Reached(connection.getXAResource(), connection::close);
                }),
                new Participant("broker", () -> {
                    ArtemisXaSession session = resources.openBroker();
                    return new Reached(session.resource(), session);
                }));
    }

    @Override
    public boolean initialise(String parameter) {
        return true;
    }

    /** Those that can be reached now: the others are for a later pass. */
    @Override
    public synchronized XAResource[] getXAResources() {
        return participants.stream()
                .map(Participant::reach)
                .flatMap(Optional::stream)
                .toArray(XAResource[]::new);
    }

    /** A participant on a connection of the recovery's own. */
    private record Reached(XAResource resource, AutoCloseable connection) {
        boolean answers() {
            try {
                resource.recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN);
                return true;
            } catch (XAException broken) {
                return false;
            }
        }

        void close() {
            try {
                connection.close();
            } catch (Exception brokenAlready) {
                LOG.debug("not closed", brokenAlready);
            }
        }
    }

    /** Reaches a participant anew. */
    @FunctionalInterface
    private interface Opener {
        Reached open() throws Exception;
    }

    private static final class Participant {
        private final String name;
        private final Opener opener;
        private @Nullable Reached reached;

        Participant(String name, Opener opener) {
            this.name = name;
            this.opener = opener;
        }

        Optional<XAResource> reach() {
            Reached before = reached;
            if (before != null && before.answers()) {
                return Optional.of(before.resource());
            }
            reached = null;
            if (before != null) {
                before.close();
            }
            try {
                Reached anew = opener.open();
                reached = anew;
                return Optional.of(anew.resource());
            } catch (Exception unreachable) {
                LOG.warn("the {} can't be asked what it has prepared: {}", name, unreachable.toString());
                return Optional.empty();
            }
        }
    }
}
