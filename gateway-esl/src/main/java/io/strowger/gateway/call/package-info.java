/** What a switch's events mean for calls: which call a leg belongs to, and what happened to it. */
@NullMarked
package io.strowger.gateway.call;

import org.jspecify.annotations.NullMarked;
