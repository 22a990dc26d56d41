/** Costs as CGRateS tells them: what was charged, and by which prices. */
@NullMarked
package io.strowger.rating.cgrates.cost;

import org.jspecify.annotations.NullMarked;
