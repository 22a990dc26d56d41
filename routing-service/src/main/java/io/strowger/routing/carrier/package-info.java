/** Carriers, the routes to them, and the longest prefix that matches. */
@NullMarked
package io.strowger.routing.carrier;

import org.jspecify.annotations.NullMarked;
