@NullMarked
package io.ordeal.checker.job;

import org.jspecify.annotations.NullMarked;
