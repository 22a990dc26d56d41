/** Records of rated events as CGRateS keeps, finds and tells them. */
@NullMarked
package io.strowger.rating.cgrates.cdr;

import org.jspecify.annotations.NullMarked;
