/** The relays of the moment, for those who ask. */
@NullMarked
package io.strowger.transcoder.adapter.rest;

import org.jspecify.annotations.NullMarked;
