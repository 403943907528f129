/** Memories on real files. */
@NullMarked
package io.ordeal.campaign.memory;

import org.jspecify.annotations.NullMarked;
