/** Rows that make a tariff, and rows that cannot. */
@NullMarked
package io.strowger.rating.tariff;

import org.jspecify.annotations.NullMarked;
