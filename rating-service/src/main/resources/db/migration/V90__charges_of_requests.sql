-- What requests tell is charged among all others: calls, and whatever else is counted. Its record,
-- with the fields that came with the request, stands beside it.
alter table charge
  add column unit text not null default 'voice' check (unit ~ '^[a-z][a-z0-9_]{0,15}$'),
  add column by_request boolean not null default false;
alter table cgrates_cdr add column charge_id text;
create index cgrates_cdr_of_charge on cgrates_cdr (charge_id) where charge_id is not null;

-- Records as they stand: where re-rating corrected a charge, by its latest word.
drop view cgrates_record;
create view cgrates_record as
  select r.order_id * 2 as order_id, r.cgrid, r.run_id, r.origin_id, r.origin_host, r.source, r.tor,
         r.request_type, r.tenant, r.category, r.account, r.subject, r.destination, r.setup_time,
         r.answer_time, r.usage, r.event, r.extra_fields,
         coalesce(k.after_micros::numeric / 1000000, r.cost) as cost,
         case when k.tariff is null then r.cost_source else '*cdrs' end as cost_source,
         case when k.tariff is null then r.cost_details else 'null'::jsonb end as cost_details,
         case when k.tariff is null then r.extra_info else '' end as extra_info,
         r.created_at, greatest(r.updated_at, k.recorded_at) as updated_at,
         r.charge_id, k.tariff, k.stretches
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
         c.charge_id, coalesce(k.tariff, c.tariff), coalesce(k.stretches, c.stretches)
    from charge c
         left join lateral (
           select after_micros, tariff, stretches, recorded_at from tariff_rerated_charge
            where charge_id = c.charge_id order by id desc limit 1) k on true,
         lateral (select '*' || lower(replace(c.mode, '_', '')) as request_type,
                         regexp_replace(c.account, '^[^:]*:', '') as account) r
   where not c.by_request;
