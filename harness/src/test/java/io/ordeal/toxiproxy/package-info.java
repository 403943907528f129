/** Tests of the Toxiproxy-compatible server, over its HTTP API and through real sockets on loopback. */
@NullMarked
package io.ordeal.toxiproxy;

import org.jspecify.annotations.NullMarked;
