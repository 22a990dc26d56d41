/** Tests of the gateway's structure. */
@org.jspecify.annotations.NullMarked
package io.strowger.gateway;
