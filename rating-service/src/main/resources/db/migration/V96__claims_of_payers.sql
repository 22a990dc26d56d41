-- Who pays for a call in its caller's place, of whose day it takes; nothing where the caller pays.
alter table session add column payer text;

-- Calls under way claim what they were granted; their connect fee with their next slice.
update session s
   set payer = r.run ->> 'account',
       claim_micros =
         coalesce(r.run ->> 'claim_micros', r.run #>> '{metered,spent_micros}', '0')::bigint
  from (select call_id, jsonb_array_elements(state::jsonb -> 'runs') as run
          from session where not settled) r
 where s.call_id = r.call_id and r.run ->> 'name' = '*default'
   and r.run ->> 'account' <> s.account;
create index session_open_of_payer on session (payer) where payer is not null and not settled;
