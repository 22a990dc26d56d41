/** Tests of connections with switches. */
@org.jspecify.annotations.NullMarked
package io.strowger.gateway.session;
