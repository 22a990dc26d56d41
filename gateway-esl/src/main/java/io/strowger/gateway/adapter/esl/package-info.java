/** Sockets to switches and from switches. */
@NullMarked
package io.strowger.gateway.adapter.esl;

import org.jspecify.annotations.NullMarked;
