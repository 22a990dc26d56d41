/** Administration of tariffs and accounts. */
@NullMarked
package io.strowger.rating.adapter.rest;

import org.jspecify.annotations.NullMarked;
