/** From usage and a tariff plan to a cost: which prices hold when, and what that comes to. */
@NullMarked
package io.strowger.rating.costing;

import org.jspecify.annotations.NullMarked;
