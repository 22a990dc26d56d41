/** What usage costs, and what money pays for. */
@NullMarked
package io.strowger.rating.costing;

import org.jspecify.annotations.NullMarked;
