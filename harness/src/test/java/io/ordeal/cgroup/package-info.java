/** Control groups, on real processes, as far as this machine has them and lets us; else that they are refused by name. */
@NullMarked
package io.ordeal.cgroup;

import org.jspecify.annotations.NullMarked;
