/** Nights on virtual time. */
@NullMarked
package io.ordeal.campaign.allot;

import org.jspecify.annotations.NullMarked;
