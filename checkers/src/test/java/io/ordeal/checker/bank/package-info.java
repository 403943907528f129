@NullMarked
package io.ordeal.checker.bank;

import org.jspecify.annotations.NullMarked;
