/** Tests of who holds which switch. */
@org.jspecify.annotations.NullMarked
package io.strowger.gateway.ownership;
