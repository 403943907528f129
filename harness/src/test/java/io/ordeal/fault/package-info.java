/** Tests of the faults: pure functions without a network, and injections into real processes and sockets. */
@NullMarked
package io.ordeal.fault;

import org.jspecify.annotations.NullMarked;
