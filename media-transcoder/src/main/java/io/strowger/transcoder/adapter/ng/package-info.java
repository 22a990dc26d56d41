/** The socket at which SIP proxies ask for relays. */
@NullMarked
package io.strowger.transcoder.adapter.ng;

import org.jspecify.annotations.NullMarked;
