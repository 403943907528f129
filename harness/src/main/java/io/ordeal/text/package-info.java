/** How people type what the harness takes, how it is printed so that they can type it again, and how it stands in texts. */
@NullMarked
package io.ordeal.text;

import org.jspecify.annotations.NullMarked;
