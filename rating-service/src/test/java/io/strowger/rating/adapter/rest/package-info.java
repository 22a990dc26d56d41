/** The REST interface of tariffs, over HTTP. */
@NullMarked
package io.strowger.rating.adapter.rest;

import org.jspecify.annotations.NullMarked;
