/** What a service asks of a switch, and the one result each command ends in. */
@NullMarked
package io.strowger.contracts.command;

import org.jspecify.annotations.NullMarked;
