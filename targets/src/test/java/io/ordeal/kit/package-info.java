/** The kit on targets inside this JVM and on a real server: tests that fail, run by JUnit's own test kit. */
@NullMarked
package io.ordeal.kit;

import org.jspecify.annotations.NullMarked;
