@NullMarked
package io.ordeal.targets.jobs;

import org.jspecify.annotations.NullMarked;
