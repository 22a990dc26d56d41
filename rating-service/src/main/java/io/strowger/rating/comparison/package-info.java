/** What changes for whom, before a tariff goes live. */
@NullMarked
package io.strowger.rating.comparison;

import org.jspecify.annotations.NullMarked;
