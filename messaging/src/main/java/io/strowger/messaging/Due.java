package io.strowger.messaging;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Things that fall due, each under a key of its own. */
public interface Due {

  /**
   * Locks some whose time has come, the oldest first.
   *
   * @param without none of these
   * @return their keys
   */
  List<String> lock(Connection connection, Collection<String> without, int limit)
      throws SQLException;

  /** Does what is due of those that were locked. */
  void lookAfter(UnitOfWork unit, List<String> keys) throws SQLException;
}
