/**
 * Tests of the disks, on real file systems. They need what {@link io.ordeal.disk.DiskNeeds} tells; where that is missing, it
 * is tested that it is said.
 */
@NullMarked
package io.ordeal.disk;

import org.jspecify.annotations.NullMarked;
