/** Tests of the gateway as a whole, with a switch and a broker. */
@org.jspecify.annotations.NullMarked
package io.strowger.gateway.adapter;
