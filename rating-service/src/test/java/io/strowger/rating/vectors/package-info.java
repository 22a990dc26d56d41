/** Cases of CGRateS with the answers it gives. */
@NullMarked
package io.strowger.rating.vectors;

import org.jspecify.annotations.NullMarked;
