/** Tests of what a results' folder is on a browser. */
@NullMarked
package io.ordeal.serve;

import org.jspecify.annotations.NullMarked;
