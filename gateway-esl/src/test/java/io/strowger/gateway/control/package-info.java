/** Tests of commands on their way to a switch. */
@org.jspecify.annotations.NullMarked
package io.strowger.gateway.control;
