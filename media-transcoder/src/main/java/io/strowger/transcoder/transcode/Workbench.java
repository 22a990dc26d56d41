package io.strowger.transcoder.transcode;

import io.strowger.transcoder.amr.AmrCodec;

/** What the ways of a relay are made with. */
record Workbench(AmrCodec codecs, Scratch scratch) {}
