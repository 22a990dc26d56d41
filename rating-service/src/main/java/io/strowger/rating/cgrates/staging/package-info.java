/** Tariff plans as they are prepared by CGRateS's methods, part by part, before they are loaded. */
@NullMarked
package io.strowger.rating.cgrates.staging;

import org.jspecify.annotations.NullMarked;
