@NullMarked
package io.ordeal.target.sql;

import org.jspecify.annotations.NullMarked;
