/** Diagnoses of switches. */
@NullMarked
package io.strowger.gateway.doctor;

import org.jspecify.annotations.NullMarked;
