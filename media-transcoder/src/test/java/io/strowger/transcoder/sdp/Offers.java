package io.strowger.transcoder.sdp;

/** Offers of callers. */
final class Offers {
  /** A caller of AMR alone, as in the captured calls. */
  static final String AMR =
      """
      v=0
      o=- 1 1 IN IP4 192.0.2.7
      s=-
      c=IN IP4 192.0.2.7
      t=0 0
      m=audio 4000 RTP/AVP 104 110
      a=rtpmap:104 AMR/8000
      a=fmtp:104 mode-set=7; octet-align=1
      a=rtpmap:110 telephone-event/8000
      a=ptime:20
      """;

  /** The same by SRTP, of a suite first that is not spoken. */
  static final String SECURE =
      AMR.replace("RTP/AVP", "RTP/SAVP")
          + """
          a=crypto:1 AEAD_AES_256_GCM inline:HGAPy4Cedy/qumbZvpuCZSVT7rNDk8vG4TdUXp5hkyWqJCqiLRGab0KJy1g=
          a=crypto:2 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz|2^20
          """;

  /** What a handset offers on an LTE network (3GPP TS 26.114, annex A), with video. */
  static final String VOLTE =
      """
      v=0
      o=ue 3841223 1 IN IP4 192.0.2.7
      s=-
      c=IN IP4 192.0.2.7
      b=AS:41
      t=0 0
      m=audio 4000 RTP/AVP 107 106 111 110 8
      b=AS:41
      a=rtpmap:107 AMR-WB/16000/1
      a=fmtp:107 mode-change-capability=2;max-red=0
      a=rtpmap:106 AMR/8000/1
      a=fmtp:106 mode-set=0,2,4,7;mode-change-period=2;mode-change-neighbor=1;max-red=0
      a=rtpmap:111 telephone-event/16000
      a=fmtp:111 0-15
      a=rtpmap:110 telephone-event/8000
      a=fmtp:110 0-15
      a=ptime:20
      a=maxptime:240
      a=sendrecv
      a=rtcp:4001
      a=rtcp-mux
      m=video 4002 RTP/AVP 99
      a=rtpmap:99 H264/90000
      a=sendonly
      """;

  private Offers() {}
}
