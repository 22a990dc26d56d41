/** Rules of this service, and its stories. */
@NullMarked
package io.strowger.rating;

import org.jspecify.annotations.NullMarked;
