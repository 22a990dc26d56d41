package io.strowger.rating.cgrates;

import java.util.List;

/** Which of many a client wants to see. */
public final class Page {
  /** What those methods take that list names. */
  public static final Shape SHAPE =
      Shape.named("PaginatorWithSearch").text("TPid", "Tenant", "Search").whole("Limit", "Offset");

  private Page() {}

  /** The part that is wanted; all of it when nothing is said. */
  public static <T> List<T> of(List<T> all, Fields wanted) {
    int from = Math.clamp(wanted.whole("Offset"), 0, all.size());
    int limit = wanted.whole("Limit");
    return all.subList(
        from, limit <= 0 ? all.size() : (int) Math.min(all.size(), (long) from + limit));
  }

  /**
   * The names that are wanted.
   *
   * @throws RpcError {@code NOT_FOUND} when there are none at all
   */
  public static List<String> ofNames(List<String> all, Fields wanted) {
    if (all.isEmpty()) {
      throw RpcError.notFound();
    }
    return of(all, wanted);
  }
}
