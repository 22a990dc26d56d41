package io.strowger.routing.adapter.rest;

import io.strowger.contracts.command.Trunk;
import io.strowger.contracts.id.CarrierId;
import io.strowger.contracts.transcoding.AddressFamily;
import io.strowger.routing.carrier.Carrier;
import io.strowger.routing.carrier.EarlyMedia;
import io.strowger.routing.number.NumberTranslation;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A carrier as the administration shows it. */
@Schema(name = "Carrier")
public record CarrierBody(
    @Schema(readOnly = true) @Nullable String id,
    @Schema(
            required = true,
            description = "gateway/<name>, or <profile>/<host>[:<port>]",
            examples = "gateway/carrier-a")
        @Nullable String trunk,
    @Schema(description = "codecs it takes, in order; none takes anything", examples = "[\"PCMA\"]")
        @Nullable List<String> codecs,
    @Schema(description = "from INVITE to answer, 1 to 3600", defaultValue = "60")
        @Nullable Integer originateTimeoutSeconds,
    @Schema(description = "from INVITE to ringing, 1 to 3600; none for no limit")
        @Nullable Integer progressTimeoutSeconds,
    @Schema(description = "leading characters taken off the number", defaultValue = "0")
        @Nullable Integer strip,
    @Schema(description = "put before the number", defaultValue = "") @Nullable String prepend,
    @Schema(defaultValue = "true") @Nullable Boolean enabled,
    @Schema(
            description =
                "whether callers whose media go through a relay hear its ringback and early media"
                    + " (183), or their own phone's ringing (180)",
            defaultValue = "HEARD")
        @Nullable EarlyMedia earlyMedia,
    @Schema(
            description =
                "of the address that it is told where media go through a relay; none for the"
                    + " relay's first address")
        @Nullable AddressFamily addressFamily) {
  private static final int ORIGINATE_TIMEOUT_SECONDS = 60;

  static CarrierBody of(Carrier carrier) {
    return new CarrierBody(
        carrier.id().value(),
        carrier.trunk().value(),
        carrier.codecs(),
        carrier.originateTimeoutSeconds(),
        carrier.progressTimeoutSeconds(),
        carrier.translation().strip(),
        carrier.translation().prepend(),
        carrier.enabled(),
        carrier.earlyMedia(),
        carrier.addressFamily());
  }

  Carrier named(String carrierId) {
    if (trunk == null) {
      throw new IllegalArgumentException("trunk is missing");
    }
    return new Carrier(
        new CarrierId(carrierId),
        new Trunk(trunk),
        codecs == null ? List.of() : codecs,
        Objects.requireNonNullElse(originateTimeoutSeconds, ORIGINATE_TIMEOUT_SECONDS),
        progressTimeoutSeconds,
        new NumberTranslation(
            Objects.requireNonNullElse(strip, 0), Objects.requireNonNullElse(prepend, "")),
        Objects.requireNonNullElse(enabled, true),
        earlyMedia,
        addressFamily);
  }
}
