@NullMarked
package io.ordeal.targets.sql;

import org.jspecify.annotations.NullMarked;
