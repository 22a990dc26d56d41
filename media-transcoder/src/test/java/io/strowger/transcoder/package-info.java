/** Fixtures of real media. */
@NullMarked
package io.strowger.transcoder;

import org.jspecify.annotations.NullMarked;
