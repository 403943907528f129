@NullMarked
package io.ordeal.targets.file;

import org.jspecify.annotations.NullMarked;
