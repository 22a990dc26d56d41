/** What operators can ask of the gateway. */
@NullMarked
package io.strowger.gateway.adapter.rest;

import org.jspecify.annotations.NullMarked;
