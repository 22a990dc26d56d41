/** How the service is put together and configured. */
@NullMarked
package io.strowger.routing.adapter;

import org.jspecify.annotations.NullMarked;
