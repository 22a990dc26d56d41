/** Events as switches and scripts tell them, and the chargers that make runs of them. */
@NullMarked
package io.strowger.rating.cgrates.event;

import org.jspecify.annotations.NullMarked;
