package io.strowger.rating.adapter.cgrates;

import io.strowger.rating.cgrates.staging.LoadedRows;
import java.util.function.UnaryOperator;

/** The tariff that CGRateS's methods load into; CGRateS calls this DataDB. */
interface LoadedTariff {
  /** The rows of the active version. */
  LoadedRows rows();

  /**
   * Makes the next version of the active one, and activates it; one change at a time.
   *
   * @throws io.strowger.rating.cgrates.RpcError when the rows cannot be a tariff; then nothing
   *     changed
   */
  void change(UnaryOperator<LoadedRows> change);

  /** As {@link #change}, but without changing anything. */
  void tryChange(UnaryOperator<LoadedRows> change);
}
