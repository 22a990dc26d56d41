/**
 * A switch that speaks the event socket as a real FreeSWITCH was captured to do, with calls that
 * follow scripts.
 */
@NullMarked
package io.strowger.testkit.simulator;

import org.jspecify.annotations.NullMarked;
