/** Rules of this service, and its stories. */
@NullMarked
package io.strowger.routing;

import org.jspecify.annotations.NullMarked;
