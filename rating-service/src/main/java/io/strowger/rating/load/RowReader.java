package io.strowger.rating.load;

import io.strowger.rating.tariff.LoadFailure;
import io.strowger.rating.tariff.Origin;
import io.strowger.rating.tariff.TariffRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Collects the rows that can be read, and what is wrong with the others. */
final class RowReader {
  private final List<TariffRow> rows = new ArrayList<>();
  private final List<LoadFailure> failures = new ArrayList<>();

  /** Reads one row. */
  void read(Table table, Origin origin, Map<String, String> byName) {
    if (table == Table.TIMINGS && TariffText.isOfActions(byName.getOrDefault("start", ""))) {
      return;
    }
    Fields fields = new Fields(byName);
    TariffRow row = table.row(origin, fields);
    if (fields.wrong().isEmpty()) {
      rows.add(row);
    } else {
      fail(origin, fields.wrong());
    }
  }

  void fail(Origin origin, String reason) {
    failures.add(new LoadFailure(origin, reason));
  }

  List<TariffRow> rows() {
    return rows;
  }

  List<LoadFailure> failures() {
    return failures;
  }
}
