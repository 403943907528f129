/** How people type what the harness takes, and how it is printed so that they can type it again. */
@NullMarked
package io.ordeal.text;

import org.jspecify.annotations.NullMarked;
