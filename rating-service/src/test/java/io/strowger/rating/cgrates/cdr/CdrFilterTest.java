package io.strowger.rating.cgrates.cdr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strowger.rating.cgrates.GoTime;
import io.strowger.rating.cgrates.RpcJson;
import io.strowger.rating.cgrates.Shape;
import io.strowger.rating.cgrates.cdr.CdrQuery.Condition;
import io.strowger.rating.cgrates.cdr.CdrQuery.Field;
import io.strowger.rating.cgrates.cdr.CdrQuery.Order;
import io.strowger.rating.cgrates.cdr.CdrQuery.Ranged;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class CdrFilterTest {
  private static final Instant NOW = Instant.parse("2026-03-04T10:00:00Z");

  @Test
  void every_condition_holds_together_and_a_not_twin_turns_one_round() throws Exception {
    CdrQuery query =
        read(
            CdrFilter.SHAPE,
            "{'Accounts':['1001'],'NotRunIDs':['*raw'],'DestinationPrefixes':['49'],"
                + "'SetupTimeStart':'-1h','MinUsage':'1s','ExtraFields':{'carrier':'alpha'},"
                + "'OrderBy':'AnswerTime;desc','Limit':5,'Offset':10}");

    assertThat(query.conditions())
        .containsExactlyInAnyOrder(
            new Condition.OneOf(Field.ACCOUNT, List.of("1001"), false),
            new Condition.OneOf(Field.RUN_ID, List.of("*raw"), true),
            new Condition.Prefix(List.of("49"), false),
            new Condition.Time(Ranged.SETUP_TIME, NOW.minusSeconds(3_600), true),
            new Condition.Number(Ranged.USAGE, 1_000_000_000L, true),
            new Condition.Extra("carrier", "alpha", false));
    assertThat(query.order()).isEqualTo(Order.ANSWER_TIME);
    assertThat(query.descending()).isTrue();
    assertThat(List.of(query.limit(), query.offset())).containsExactly(5, 10);
  }

  @Test
  void the_first_version_has_other_names_for_the_same() throws Exception {
    CdrQuery query =
        read(
            CdrFilter.FIRST_SHAPE,
            "{'CgrIds':['a'],'MediationRunIds':['*default'],'TimeStart':'2026-03-04T00:00:00Z',"
                + "'SkipErrors':true}");

    assertThat(query.conditions())
        .containsExactlyInAnyOrder(
            new Condition.OneOf(Field.CGRID, List.of("a"), false),
            new Condition.OneOf(Field.RUN_ID, List.of("*default"), false),
            new Condition.Time(Ranged.ANSWER_TIME, Instant.parse("2026-03-04T00:00:00Z"), true),
            new Condition.Number(Ranged.COST, 0, true));
  }

  @Test
  void a_time_that_cannot_be_read_is_refused() {
    assertThatThrownBy(() -> read(CdrFilter.SHAPE, "{'AnswerTimeEnd':'noon'}"))
        .hasMessage("SERVER_ERROR: Unsupported time format");
  }

  private static CdrQuery read(Shape shape, String json) throws Exception {
    return CdrFilter.read(
        shape.read(RpcJson.read(json.replace('\'', '"'))), new GoTime(ZoneOffset.UTC), NOW);
  }
}
