/** The gateway-esl of Strowger. */
@org.jspecify.annotations.NullMarked
package io.strowger.gateway;
