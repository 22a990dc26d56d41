/** What a call of some length costs, and how long a call some money buys. */
@NullMarked
package io.strowger.rating.pricing;

import org.jspecify.annotations.NullMarked;
