/** The system's AMR codec, by the Foreign Function and Memory API. */
@NullMarked
package io.strowger.transcoder.adapter.codec;

import org.jspecify.annotations.NullMarked;
