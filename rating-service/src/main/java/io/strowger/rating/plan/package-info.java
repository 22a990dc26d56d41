/** Tariff plans: destinations, timed prices, rating plans, and who is rated by which from when. */
@NullMarked
package io.strowger.rating.plan;

import org.jspecify.annotations.NullMarked;
