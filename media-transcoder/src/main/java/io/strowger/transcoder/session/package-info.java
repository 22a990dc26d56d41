/**
 * A relay session as control sees it: what its two sides speak, what may be asked of it, what it
 * tells.
 */
@NullMarked
package io.strowger.transcoder.session;

import org.jspecify.annotations.NullMarked;
