/**
 * Commands on their way to a switch: checked, turned into its words, executed once, answered once.
 */
@NullMarked
package io.strowger.gateway.control;

import org.jspecify.annotations.NullMarked;
