/** Rules of this service, and its stories. */
@NullMarked
package io.strowger.cdr;

import org.jspecify.annotations.NullMarked;
