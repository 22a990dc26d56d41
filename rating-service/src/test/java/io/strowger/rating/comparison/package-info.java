/** What changes for whom. */
@NullMarked
package io.strowger.rating.comparison;

import org.jspecify.annotations.NullMarked;
