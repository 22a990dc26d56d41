/** How the service is configured. */
@NullMarked
package io.strowger.rating.adapter;

import org.jspecify.annotations.NullMarked;
