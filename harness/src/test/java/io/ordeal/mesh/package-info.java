/** Tests of the mesh, with real sockets on loopback. */
@NullMarked
package io.ordeal.mesh;

import org.jspecify.annotations.NullMarked;
