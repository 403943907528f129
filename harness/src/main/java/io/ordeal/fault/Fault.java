package io.ordeal.fault;

import java.util.Map;
import java.util.SplittableRandom;

/**
 * A fault in one run, for one injection at a time. It is injected and healed by threads of the nemesis', one after the
 * other; {@link #heal} may come while {@link #inject} is under way, when a run is broken off.
 */
public interface Fault {
    FaultSpec spec();

    /**
     * Injects the fault.
     *
     * @param random for what is drawn: whom, in which way; of this injection's own
     * @return what was done, for the history: {@code whom}, {@code mode}, {@code skipped} if nothing was
     * @throws Exception it could not be injected; what was half done is undone by {@link #heal}, which is called
     */
    Map<String, Object> inject(SplittableRandom random) throws Exception;

    /**
     * Undoes it. Idempotent; must succeed however little of the injection was done.
     *
     * @return what became of it, and what shows that it bit, measured before anything was undone
     */
    Healed heal() throws Exception;
}
