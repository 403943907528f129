/** Tests of nodes in containers that need no engine. */
@NullMarked
package io.ordeal.cluster.container;

import org.jspecify.annotations.NullMarked;
