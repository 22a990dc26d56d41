/** Sessions for tests of those who drive them. */
@NullMarked
package io.strowger.transcoder.session;

import org.jspecify.annotations.NullMarked;
