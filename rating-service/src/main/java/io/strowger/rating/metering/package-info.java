/** Sessions whose usage is drawn for as it goes on, and corrected when it ends. */
@NullMarked
package io.strowger.rating.metering;

import org.jspecify.annotations.NullMarked;
