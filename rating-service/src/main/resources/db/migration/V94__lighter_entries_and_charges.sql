-- An entry is looked for by its posting, by its balance, and by the call that it settles; by its
-- number alone by nobody, and the call's other entries neither.
alter table entry drop constraint entry_pkey;
drop index entry_of_call;
create index entry_settles_call on entry (call_id)
  where kind = 'SETTLEMENT' and call_id is not null;

-- Every session leaves a dead row behind when it is settled: a small table of them would be looked
-- through for these every minute. Entries and charges leave none, but are looked through likewise.
alter table session set (autovacuum_vacuum_threshold = 100000);
alter table entry set (autovacuum_vacuum_insert_threshold = 100000);
alter table charge set (autovacuum_vacuum_insert_threshold = 100000);

-- What is to be sent fits into a page, and stays in it.
alter table outbox set (toast_tuple_target = 8160);

-- What was drawn for a charge is read and written whole; nothing is looked for within.
drop view cgrates_record;
alter table charge alter column stretches type text using stretches::text;
create view cgrates_record as
  select r.order_id * 2 as order_id, r.cgrid, r.run_id, r.origin_id, r.origin_host, r.source, r.tor,
         r.request_type, r.tenant, r.category, r.account, r.subject, r.destination, r.setup_time,
         r.answer_time, r.usage, r.event, r.extra_fields,
         coalesce(k.after_micros::numeric / 1000000, r.cost) as cost,
         case when k.tariff is null then r.cost_source else '*cdrs' end as cost_source,
         case when k.tariff is null then r.cost_details else 'null'::jsonb end as cost_details,
         case when k.tariff is null then r.extra_info else '' end as extra_info,
         r.created_at, greatest(r.updated_at, k.recorded_at) as updated_at,
         r.charge_id, k.tariff, k.stretches::text
    from cgrates_cdr r
         left join lateral (
           select after_micros, tariff, stretches, recorded_at from tariff_rerated_charge
            where charge_id = r.charge_id order by id desc limit 1) k on true
  union all
  select c.id * 2 + 1, c.call_id, c.run, c.call_id, '', 'strowger', '*voice', r.request_type,
         c.tenant, c.category, r.account, c.subject, c.destination, c.setup_at, c.answered_at,
         c.used_micros * 1000,
         jsonb_build_object(
           'CGRID', c.call_id, 'OriginID', c.call_id, 'Source', 'strowger', 'RunID', c.run,
           'ToR', '*voice', 'RequestType', r.request_type, 'Category', c.category,
           'Account', r.account, 'Subject', c.subject, 'Destination', c.destination) || c.extra,
         c.extra, coalesce(k.after_micros, c.cost_micros, -1000000)::numeric / 1000000,
         '*sessions', 'null'::jsonb, case when k.tariff is null then coalesce(c.failure, '') else '' end,
         c.kept_at, greatest(c.kept_at, k.recorded_at),
         c.charge_id, coalesce(k.tariff, c.tariff), coalesce(k.stretches::text, c.stretches)
    from charge c
         left join lateral (
           select after_micros, tariff, stretches, recorded_at from tariff_rerated_charge
            where charge_id = c.charge_id order by id desc limit 1) k on true,
         lateral (select '*' || lower(replace(c.mode, '_', '')) as request_type,
                         regexp_replace(c.account, '^[^:]*:', '') as account) r
   where not c.by_request;
