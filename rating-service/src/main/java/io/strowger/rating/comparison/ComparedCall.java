package io.strowger.rating.comparison;

import io.strowger.rating.costing.Usage;
import java.math.BigDecimal;

/**
 * A call that was priced already.
 *
 * @param id its own, in whatever it was recorded by
 * @param customer who paid for it
 * @param before what it cost there
 */
public record ComparedCall(String id, String customer, Usage usage, BigDecimal before) {}
