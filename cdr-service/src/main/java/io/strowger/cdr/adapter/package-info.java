/** How the service is put together and configured. */
@NullMarked
package io.strowger.cdr.adapter;

import org.jspecify.annotations.NullMarked;
