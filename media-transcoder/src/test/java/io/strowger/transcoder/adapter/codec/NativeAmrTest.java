package io.strowger.transcoder.adapter.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strowger.transcoder.amr.AmrDecoder;
import io.strowger.transcoder.amr.AmrEncoder;
import io.strowger.transcoder.amr.AmrKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class NativeAmrTest {
  @Test
  void a_missing_library_is_told_by_the_package_to_install() {
    assertThatThrownBy(() -> NativeLibrary.require(List.of(NativeLibrary.AMR_WB_ENCODER)))
        .hasMessage(
            "libvo-amrwbenc.so.0 is missing; install with: apt-get install libvo-amrwbenc0");
    assertThatThrownBy(() -> NativeLibrary.require(List.of(NativeLibrary.values())))
        .hasMessageEndingWith(
            "apt-get install libopencore-amrnb0 libopencore-amrwb0 libvo-amrwbenc0");
  }

  @Test
  void every_state_is_freed_once_however_often_it_is_closed() throws Exception {
    NativeAmr codecs = NativeAmr.load();
    for (AmrKind kind : AmrKind.values()) {
      AmrDecoder decoder = codecs.newDecoder(kind);
      AmrEncoder encoder = codecs.newEncoder(kind, true);
      assertThat(codecs.open()).isEqualTo(2);

      decoder.close();
      decoder.close();
      encoder.close();
      encoder.close();

      assertThat(codecs.open()).isZero();
    }
  }

  @Test
  void a_closed_codec_is_refused_and_nothing_else_happens() throws Exception {
    AmrDecoder decoder = NativeAmr.load().newDecoder(AmrKind.NARROWBAND);
    decoder.close();

    assertThatThrownBy(() -> decoder.decode(AmrKind.NO_DATA, new byte[64], new short[160]))
        .isInstanceOf(IllegalStateException.class);
  }
}
