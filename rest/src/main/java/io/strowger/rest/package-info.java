/** What the REST interfaces of all services answer alike. */
@NullMarked
package io.strowger.rest;

import org.jspecify.annotations.NullMarked;
