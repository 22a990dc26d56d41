/** Sessions drawn for in parts, and what they cost in all. */
@NullMarked
package io.strowger.rating.metering;

import org.jspecify.annotations.NullMarked;
