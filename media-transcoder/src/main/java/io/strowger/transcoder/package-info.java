/** Relays media between AMR and G.711, so that a stock FreeSWITCH can serve mobile callers. */
@NullMarked
package io.strowger.transcoder;

import org.jspecify.annotations.NullMarked;
