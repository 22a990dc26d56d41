-- All records that are told: events told by requests, and calls charged on switches.
create view cgrates_record as
  select order_id * 2 as order_id, cgrid, run_id, origin_id, origin_host, source, tor,
         request_type, tenant, category, account, subject, destination, setup_time, answer_time,
         usage, event, extra_fields, cost, cost_source, cost_details, extra_info, created_at,
         updated_at
    from cgrates_cdr
  union all
  select c.id * 2 + 1, c.call_id, c.run, c.call_id, '', 'strowger', '*voice', r.request_type,
         c.tenant, c.category, r.account, c.subject, c.destination, c.setup_at, c.answered_at,
         c.used_micros * 1000,
         jsonb_build_object(
           'CGRID', c.call_id, 'OriginID', c.call_id, 'Source', 'strowger', 'RunID', c.run,
           'ToR', '*voice', 'RequestType', r.request_type, 'Category', c.category,
           'Account', r.account, 'Subject', c.subject, 'Destination', c.destination) || c.extra,
         c.extra, coalesce(c.cost_micros::numeric / 1000000, -1), '*sessions', 'null'::jsonb,
         coalesce(c.failure, ''), c.kept_at, c.kept_at
    from charge c,
         lateral (select '*' || lower(replace(c.mode, '_', '')) as request_type,
                         regexp_replace(c.account, '^[^:]*:', '') as account) r;
