/** Tells an operator what is wrong between the gateway and a switch, and the lines that mend it. */
@NullMarked
package io.strowger.gateway.doctor;

import org.jspecify.annotations.NullMarked;
