/** Inventories in words of running switches. */
@NullMarked
package io.strowger.gateway.inventory;

import org.jspecify.annotations.NullMarked;
