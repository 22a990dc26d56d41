/** Tests of what events mean for calls. */
@org.jspecify.annotations.NullMarked
package io.strowger.gateway.call;
