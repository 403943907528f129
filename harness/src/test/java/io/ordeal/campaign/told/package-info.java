/** What a night tells, from memories that were written for it. */
@NullMarked
package io.ordeal.campaign.told;

import org.jspecify.annotations.NullMarked;
