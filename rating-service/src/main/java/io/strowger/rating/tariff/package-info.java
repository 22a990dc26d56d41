/** Tariffs: what a prefix costs, by name and version. */
@NullMarked
package io.strowger.rating.tariff;

import org.jspecify.annotations.NullMarked;
