/** The names things go by on the topics: calls, legs, switches, accounts, commands. */
@NullMarked
package io.strowger.contracts.id;

import org.jspecify.annotations.NullMarked;
