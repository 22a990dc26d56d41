/** Calls of real speech through a relay on this machine, and what became of them. */
@NullMarked
package io.strowger.transcoder.adapter.selftest;

import org.jspecify.annotations.NullMarked;
