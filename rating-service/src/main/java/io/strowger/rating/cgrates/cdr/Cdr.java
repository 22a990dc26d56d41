package io.strowger.rating.cgrates.cdr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strowger.rating.cgrates.GoDuration;
import io.strowger.rating.cgrates.RpcJson;
import io.strowger.rating.cgrates.event.CgrEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One run of a rated event.
 *
 * @param orderId grows with every record; 0 before it is kept
 * @param event its fields; what CGRateS does not know is extra
 * @param setupTime absent when it was not told
 * @param answerTime absent when it was not answered
 * @param usage nanoseconds, or units of what is counted
 */
public record Cdr(
    long orderId,
    CgrEvent event,
    @Nullable Instant setupTime,
    @Nullable Instant answerTime,
    long usage,
    Cost cost) {
  private static final Set<String> MAIN =
      Set.of(
          "CGRID",
          "Source",
          "OriginHost",
          "OriginID",
          "ToR",
          "RequestType",
          "Tenant",
          "Category",
          "Account",
          "Subject",
          "Destination",
          "SetupTime",
          "AnswerTime",
          "Usage",
          "Cost",
          "Rated",
          "Partial",
          "RunID",
          "PreRated",
          "CostSource",
          "CostDetails",
          "ExtraInfo",
          "OrderID");

  /**
   * What rating said of it.
   *
   * @param amount -1 when there is none
   * @param source who computed it, such as {@code *cdrs}
   * @param details as {@link io.strowger.rating.cgrates.cost.EventCost} tells them; null when there
   *     are none
   * @param error why there is no cost; empty when there is one
   */
  public record Cost(BigDecimal amount, String source, JsonNode details, String error) {
    /** There is none, and this is why. */
    public static Cost failed(String error) {
      return new Cost(BigDecimal.ONE.negate(), "", NullNode.getInstance(), error);
    }

    /** Nothing was asked for. */
    public static Cost none() {
      return failed("");
    }
  }

  /** Fields that CGRateS does not know, as texts. */
  public ObjectNode extraFields() {
    return extraFields(event);
  }

  /** Fields of an event that CGRateS does not know, as texts. */
  public static ObjectNode extraFields(CgrEvent event) {
    ObjectNode extra = RpcJson.object();
    for (Map.Entry<String, JsonNode> field : event.fields().properties()) {
      if (field.getKey().equals("ExtraFields") && field.getValue().isObject()) {
        field
            .getValue()
            .properties()
            .forEach(own -> extra.put(own.getKey(), own.getValue().asText()));
      } else if (!MAIN.contains(field.getKey())) {
        extra.put(field.getKey(), event.text(field.getKey()));
      }
    }
    return extra;
  }

  /** As it is told outside: usage and times as texts, details as JSON within a text. */
  public ObjectNode external() {
    ObjectNode told = head();
    told.put("SetupTime", seconds(setupTime));
    told.put("AnswerTime", seconds(answerTime));
    told.put("Usage", isVoice() ? GoDuration.text(usage) : Long.toString(usage));
    told.set("ExtraFields", extraFields());
    told.put("CostSource", cost.source());
    told.set("Cost", RpcJson.number(cost.amount()));
    told.put("CostDetails", RpcJson.write(cost.details()));
    told.put("ExtraInfo", cost.error());
    told.put("PreRated", event.text("PreRated").equals("true"));
    return told;
  }

  /** As it is told among CGRateS's own services: usage in nanoseconds, details as they are. */
  public ObjectNode internal() {
    ObjectNode told = head();
    told.set("SetupTime", RpcJson.time(setupTime));
    told.set("AnswerTime", RpcJson.time(answerTime));
    told.put("Usage", usage);
    told.set("ExtraFields", extraFields());
    told.put("ExtraInfo", cost.error());
    told.put("Partial", event.text("Partial").equals("true"));
    told.put("PreRated", event.text("PreRated").equals("true"));
    told.put("CostSource", cost.source());
    told.set("Cost", RpcJson.number(cost.amount()));
    told.set("CostDetails", cost.details());
    return told;
  }

  /** As an event that was rated: its own fields beside those of CGRateS. */
  public ObjectNode asEvent() {
    ObjectNode told = internal();
    told.remove("ExtraFields");
    told.put("OrderID", 0);
    told.setAll(extraFields());
    return told;
  }

  private ObjectNode head() {
    ObjectNode told = RpcJson.object();
    told.put("CGRID", event.cgrId());
    told.put("RunID", event.text("RunID"));
    told.put("OrderID", orderId);
    told.put("OriginHost", event.text("OriginHost"));
    told.put("Source", event.text("Source"));
    told.put("OriginID", event.text("OriginID"));
    told.put("ToR", event.text("ToR"));
    told.put("RequestType", event.text("RequestType"));
    told.put("Tenant", event.tenant());
    told.put("Category", event.text("Category"));
    told.put("Account", event.text("Account"));
    told.put("Subject", event.text("Subject"));
    told.put("Destination", event.text("Destination"));
    return told;
  }

  private boolean isVoice() {
    return event.text("ToR").equals("*voice");
  }

  private static String seconds(@Nullable Instant time) {
    return RpcJson.time(time == null ? null : time.truncatedTo(ChronoUnit.SECONDS)).asText();
  }
}
