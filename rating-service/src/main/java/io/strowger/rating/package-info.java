/** What calls cost, and who may spend it. */
@NullMarked
package io.strowger.rating;

import org.jspecify.annotations.NullMarked;
