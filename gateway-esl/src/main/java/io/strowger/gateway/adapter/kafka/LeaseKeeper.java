package io.strowger.gateway.adapter.kafka;

import io.strowger.contracts.id.SwitchId;
import io.strowger.contracts.switches.GatewayLease;
import io.strowger.contracts.wire.TopicCatalogue;
import io.strowger.gateway.adapter.esl.GatewayIdentity;
import io.strowger.gateway.ownership.Grant;
import io.strowger.gateway.ownership.Holdings;
import io.strowger.gateway.ownership.Holdings.Holding;
import io.strowger.gateway.ownership.LeaseBook;
import io.strowger.gateway.ownership.LeaseTerms;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps this instance's leases: beats, claims its share, lets go of what others should have, and
 * learns of what it has lost. One thread; only what it has read from the log counts.
 */
public final class LeaseKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);
  private static final Duration RETRY = Duration.ofSeconds(1);

  /** Most beats sent and not read back; the oldest are forgotten. */
  private static final int MAX_UNREAD = 1_000;

  private final Setup setup;
  private final Leases leases;
  private final Holder holder;
  private LeaseBook book;
  private final Holdings holdings = new Holdings();
  private final Map<SwitchId, String> cores = new HashMap<>();
  private final LinkedHashMap<Long, Long> sentAt = new LinkedHashMap<>();
  private final Thread thread;
  private long beat;
  private long beatAt;
  private long readAt = System.nanoTime();
  private String said = "";
  private volatile boolean closing;

  /** Who this instance is, which switches it could hold, how long leases last, where. */
  public record Setup(
      GatewayIdentity identity,
      List<SwitchId> switches,
      LeaseTerms terms,
      Map<String, Object> kafka,
      TopicCatalogue catalogue) {}

  /** Connects to switches and lets go of them. */
  public interface Holder {
    /** The switch is this instance's, under this epoch. */
    void granted(Holding holding);

    /** Another instance shall have it; returns when everything known of it was told. */
    void letGo(Holding holding);

    /** It is not held under this epoch any more; it may be granted anew at once. */
    void lost(Holding holding);

    /** The switch's present run; absent before it told. */
    @Nullable String coreUuid(SwitchId switchId);

    /** Another process runs under this instance's ordinal. */
    void replaced();
  }

  /** A keeper that does nothing before its start. */
  public LeaseKeeper(Setup setup, Leases leases, Holder holder) {
    this.setup = setup;
    this.leases = leases;
    this.holder = holder;
    this.book = new LeaseBook(setup.terms(), false);
    this.thread = Thread.ofPlatform().daemon().name("lease-keeper").unstarted(this::keepOpen);
  }

  /** Begins to beat. */
  public void start() {
    thread.start();
  }

  private void keepOpen() {
    while (!closing) {
      try (LeaseLog log = new LeaseLog(setup.kafka(), setup.catalogue())) {
        book = new LeaseBook(setup.terms(), log.isWhole());
        log.readAll(this::read);
        keep(log);
      } catch (KafkaException failure) {
        LOG.warn("leases cannot be kept: {}", failure.toString());
        pause();
      }
    }
  }

  private void pause() {
    try {
      Thread.sleep(RETRY);
    } catch (InterruptedException interrupted) {
      closing = true;
    }
  }

  private void keep(LeaseLog log) {
    beatNow(log, List.of());
    while (!closing) {
      log.read(this::read);
      if (isReplaced()) {
        LOG.error("another process runs as instance {}", setup.identity().instance());
        closing = true;
        dropAll();
        holder.replaced();
        return;
      }
      compareWithBook();
      List<SwitchId> claims = share();
      boolean due = System.nanoTime() - beatAt >= setup.terms().beatEvery().toNanos();
      if (due || !claims.toString().concat(holdings.toString()).equals(said)) {
        beatNow(log, claims);
      }
    }
    dropAll();
    log.write(lease(List.of(), true));
  }

  private void read(GatewayLease lease, Instant appendedAt) {
    book.read(lease, appendedAt);
    readAt = System.nanoTime();
    for (GatewayLease.Holding holding : lease.holds()) {
      String core = holding.coreUuid();
      if (core != null) {
        cores.put(holding.switchId(), core);
      }
    }
    boolean own =
        lease.instance() == setup.identity().instance()
            && lease.incarnation() == setup.identity().epoch();
    Long sent = own ? sentAt.remove(lease.beat()) : null;
    if (sent != null) {
      know();
      leases.trustUntil(sent + setup.terms().trustedFor().toNanos());
    }
  }

  private void know() {
    Map<String, SwitchId> byCore = new HashMap<>();
    cores.forEach((switchId, core) -> byCore.put(core, switchId));
    leases.know(book.grants(), byCore);
    Instant now = book.time().plusNanos(System.nanoTime() - readAt);
    leases.knowLiving(book.livingAsSeenBy(setup.identity().instance(), now).orElse(null));
  }

  private boolean isReplaced() {
    return book.incarnationOf(setup.identity().instance())
        .filter(incarnation -> incarnation > setup.identity().epoch())
        .isPresent();
  }

  /** What the log grants is ours from now on; what it grants to others is not. */
  private void compareWithBook() {
    know();
    Map<SwitchId, Long> granted = granted();
    for (Holding lost : holdings.lose(granted)) {
      LOG.warn("switch {} is not held under epoch {} any more", lost.switchId(), lost.epoch());
      holder.lost(lost);
    }
    for (Holding gained : holdings.gain(granted)) {
      LOG.info("switch {} is held under epoch {}", gained.switchId(), gained.epoch());
      holder.granted(gained);
    }
  }

  private Map<SwitchId, Long> granted() {
    return book.grants().entrySet().stream()
        .filter(entry -> isOwn(entry.getValue()))
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().epoch()));
  }

  private boolean isOwn(Grant grant) {
    return grant.instance() == setup.identity().instance()
        && grant.incarnation() == setup.identity().epoch();
  }

  /** Lets go of what is too much and gives back what to claim. */
  private List<SwitchId> share() {
    Instant now = book.time().plusNanos(System.nanoTime() - readAt);
    if (!leases.isTrusted()) {
      return List.of();
    }
    int own = setup.identity().instance();
    Set<SwitchId> share = book.shareOf(own, now);
    for (Holding tooMany : holdings.shed(share)) {
      LOG.info("switch {} goes to another instance", tooMany.switchId());
      Thread.ofVirtual().name("let-go-" + tooMany.switchId()).start(() -> letGo(tooMany));
    }
    holdings.takeOutGone();
    return share.stream()
        .filter(holdings::isFree)
        .filter(switchId -> book.couldClaim(own, switchId, now))
        .sorted(java.util.Comparator.comparing(SwitchId::value))
        .toList();
  }

  private void letGo(Holding holding) {
    holder.letGo(holding);
    holdings.letGo(holding);
  }

  private void beatNow(LeaseLog log, List<SwitchId> claims) {
    GatewayLease lease = lease(claims, false);
    beatAt = System.nanoTime();
    said = claims.toString().concat(holdings.toString());
    sentAt.put(lease.beat(), beatAt);
    if (sentAt.size() > MAX_UNREAD) {
      sentAt.pollFirstEntry();
    }
    log.write(lease);
    holdings.forgetGone(granted());
  }

  private GatewayLease lease(List<SwitchId> claims, boolean leaving) {
    List<GatewayLease.Holding> holds = holdings.held().stream().map(this::told).toList();
    return new GatewayLease(
        setup.identity().name(),
        setup.identity().instance(),
        setup.identity().epoch(),
        ++beat,
        setup.switches(),
        leaving ? List.of() : holds,
        claims,
        leaving);
  }

  private GatewayLease.Holding told(Holding holding) {
    return new GatewayLease.Holding(
        holding.switchId(), holding.epoch(), holder.coreUuid(holding.switchId()));
  }

  private void dropAll() {
    holdings.clear().forEach(holder::lost);
  }

  /** Lets go of everything; to be called when all was told. */
  @Override
  public void close() {
    closing = true;
    if (thread.getState() == Thread.State.NEW) {
      return;
    }
    try {
      thread.join(CLOSE_WITHIN);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
