package io.strowger.contracts.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** JSON as it stands on the topics: flat, snake_case, instants as epoch microseconds. */
public final class WireMapper {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .annotationIntrospector(new RequiredUnlessNullable())
          .addModule(
              new SimpleModule("strowger-wire")
                  .addSerializer(new MicrosSerializer())
                  .addDeserializer(Instant.class, new MicrosDeserializer()))
          .build();

  private WireMapper() {}

  /** The one mapper; not to be configured further. */
  public static ObjectMapper mapper() {
    return MAPPER;
  }

  /** Microseconds since 1970-01-01T00:00Z, as FreeSWITCH's {@code *_uepoch}. */
  public static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  /** The instant of so many microseconds since 1970-01-01T00:00Z. */
  public static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private static final class MicrosSerializer extends StdScalarSerializer<Instant> {
    private static final long serialVersionUID = 1L;

    MicrosSerializer() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeNumber(micros(value));
    }
  }

  private static final class MicrosDeserializer extends StdScalarDeserializer<Instant> {
    private static final long serialVersionUID = 1L;

    MicrosDeserializer() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
      return instant(json.getLongValue());
    }
  }
}
