package io.strowger.gateway.session;

/**
 * What an operator chooses for every connection.
 *
 * @param parkTimeoutSeconds how long an A-leg waits for a command before the switch ends it
 * @param lingerSeconds how long an outbound connection stays after its leg's end
 * @param publishRaw true to publish the switch's own JSON beside our events
 */
public record SessionSettings(int parkTimeoutSeconds, int lingerSeconds, boolean publishRaw) {}
