package io.strowger.rating.cgrates.cost;

import com.fasterxml.jackson.databind.JsonNode;
import io.strowger.rating.cgrates.Fields;
import io.strowger.rating.cgrates.Shape;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What increments give back that were charged before: their time or count to the balance whose
 * units were used, their cost to the balance that paid.
 */
public final class Refund {
  private static final Shape UNIT = Shape.named("UnitInfo").text("UUID").free("Factor");
  private static final Shape MONEY = Shape.named("MonetaryInfo").text("UUID");
  private static final Shape PAYER =
      Shape.named("DebitInfo").one("Unit", UNIT).one("Monetary", MONEY).text("AccountID");

  /** One kind of increment, and how many of them. */
  public static final Shape INCREMENT =
      Shape.named("Increment")
          .free("Duration")
          .number("Cost")
          .one("BalanceInfo", PAYER)
          .whole("CompressFactor");

  private Refund() {}

  /**
   * Where something goes back to.
   *
   * @param account as CGRateS names it, tenant first
   * @param balance its id
   * @param money whether the balance is one of money
   */
  public record Target(String account, String balance, boolean money) {}

  /** What goes back where: money, or nanoseconds or units. */
  public static Map<Target, BigDecimal> of(List<Fields> increments) {
    Map<Target, BigDecimal> sums = new LinkedHashMap<>();
    for (Fields increment : increments) {
      BigDecimal count = BigDecimal.valueOf(Math.max(1, increment.whole("CompressFactor")));
      JsonNode payer = increment.json().path("BalanceInfo");
      String account = payer.path("AccountID").asText("");
      String units = payer.path("Unit").path("UUID").asText("");
      String money = payer.path("Monetary").path("UUID").asText("");
      if (!units.isEmpty()) {
        BigDecimal each = duration(increment).multiply(factor(payer.path("Unit").path("Factor")));
        sums.merge(new Target(account, units, false), each.multiply(count), BigDecimal::add);
      }
      if (!money.isEmpty()) {
        BigDecimal cost = increment.number("Cost").multiply(count);
        sums.merge(new Target(account, money, true), cost, BigDecimal::add);
      }
    }
    return sums;
  }

  private static BigDecimal duration(Fields increment) {
    return increment.json().path("Duration").decimalValue();
  }

  private static BigDecimal factor(JsonNode factor) {
    return factor.isNumber() ? factor.decimalValue() : BigDecimal.ONE;
  }
}
