/** How the service is put together and configured. */
@NullMarked
package io.strowger.transcoder.adapter;

import org.jspecify.annotations.NullMarked;
