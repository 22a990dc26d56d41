/** Tests of this room. */
@NullMarked
package io.strowger.transcoder.adapter.selftest;

import org.jspecify.annotations.NullMarked;
