/** How the gateway is put together and configured. */
@NullMarked
package io.strowger.gateway.adapter;

import org.jspecify.annotations.NullMarked;
