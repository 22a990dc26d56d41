/** How the service is put together and configured. */
@NullMarked
package io.strowger.rating.adapter;

import org.jspecify.annotations.NullMarked;
