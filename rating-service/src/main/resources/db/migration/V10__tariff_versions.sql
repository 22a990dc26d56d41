-- A tariff's versions hold all its rows as one document, which never changes. Which version is
-- active at a moment is told by the latest activation before it.
alter table tariff
  add column zone text not null default 'UTC',
  add column rows int not null default 0,
  add column content json;

update tariff t
   set rows = (select count(*) from rate r where r.tariff = t.name and r.version = t.version),
       content = json_build_object(
         'destinations', coalesce(
           (select json_object_agg(prefix, json_build_array(prefix)) from rate r
             where r.tariff = t.name and r.version = t.version and prefix <> ''), '{}'),
         'rates', coalesce(
           (select json_object_agg(
              case prefix when '' then '*any' else prefix end,
              (select json_agg(json_build_object(
                 'connect_fee', r.connect_fee::text,
                 'rate', s ->> 'price',
                 'rate_unit', (s ->> 'unit_seconds') || 's',
                 'rate_increment', (s ->> 'increment_seconds') || 's',
                 'group_interval_start', (s ->> 'from_seconds') || 's'))
               from jsonb_array_elements(r.slots) s)) from rate r
             where r.tariff = t.name and r.version = t.version), '{}'),
         'destination_rates', json_build_object('PREFIX_RATES', coalesce(
           (select json_agg(json_build_object(
              'destination', case prefix when '' then '*any' else prefix end,
              'rate', case prefix when '' then '*any' else prefix end)) from rate r
             where r.tariff = t.name and r.version = t.version), '[]')),
         'rating_plans', json_build_object('PREFIX_RATES', json_build_array(
           json_build_object('destination_rate', 'PREFIX_RATES'))),
         'rating_profiles', json_build_array(json_build_object(
           'tenant', '*any', 'category', '*any', 'subject', '*any',
           'rating_plan', 'PREFIX_RATES')));

alter table tariff alter column content set not null;

create table tariff_activation (
  id bigint generated always as identity primary key,
  tariff text not null,
  version int not null,
  kind text not null check (kind in ('ACTIVATION', 'ROLLBACK')),
  active_from timestamptz not null,
  recorded_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  foreign key (tariff, version) references tariff (name, version)
);
create index tariff_activation_in_force on tariff_activation (tariff, active_from desc, id desc)
  where withdrawn_at is null;

insert into tariff_activation (tariff, version, kind, active_from, recorded_at)
  select name, version, 'ACTIVATION', created_at, created_at from tariff order by created_at;

drop index one_active_version;
alter table tariff drop column active;
drop table rate;

create trigger tariff_activation_changed after insert or update on tariff_activation
  for each statement execute function next_tariff_version();

create function tariff_version_stays() returns trigger language plpgsql as $$
begin
  raise exception 'a version of a tariff is never changed or deleted' using errcode = '23514';
end $$;
create trigger tariff_version_is_for_ever before update or delete on tariff
  for each row execute function tariff_version_stays();

create function tariff_activation_stays() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    if old.withdrawn_at is null and new.withdrawn_at is not null and old.active_from > now()
       and (new.tariff, new.version, new.kind, new.active_from)
         = (old.tariff, old.version, old.kind, old.active_from) then
      return new;
    end if;
  end if;
  raise exception 'an activation that was in force is never changed' using errcode = '23514';
end $$;
create trigger tariff_activation_is_for_ever before update or delete on tariff_activation
  for each row execute function tariff_activation_stays();
