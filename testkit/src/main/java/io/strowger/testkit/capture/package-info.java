/**
 * What a real FreeSWITCH sent and received, read independently of our own decoder, and played
 * again.
 */
@NullMarked
package io.strowger.testkit.capture;

import org.jspecify.annotations.NullMarked;
