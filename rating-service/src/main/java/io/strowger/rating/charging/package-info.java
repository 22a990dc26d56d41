/** One call's money, from authorisation over slices to settlement. */
@NullMarked
package io.strowger.rating.charging;

import org.jspecify.annotations.NullMarked;
