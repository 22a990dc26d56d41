/** Administration of carriers and routes. */
@NullMarked
package io.strowger.routing.adapter.rest;

import org.jspecify.annotations.NullMarked;
