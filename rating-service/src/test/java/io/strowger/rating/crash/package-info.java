/**
 * Whether money stays exact when the service, or what it stands on, is taken away at any moment.
 */
@NullMarked
package io.strowger.rating.crash;

import org.jspecify.annotations.NullMarked;
