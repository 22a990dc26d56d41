@NullMarked
package io.strowger.transcoder.adapter.srtp;

import org.jspecify.annotations.NullMarked;
