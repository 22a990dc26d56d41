/** What is done to speech samples between two codecs. */
@NullMarked
package io.strowger.transcoder.dsp;

import org.jspecify.annotations.NullMarked;
