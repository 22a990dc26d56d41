-- A charger that came as CGRateS's profile is kept with it. What it says of calls on switches, if it
-- can say anything of them, is in the other columns; without a run it makes runs of requests only.
alter table charger
  alter column run drop not null,
  add column profile jsonb,
  add constraint charger_makes_runs check (run is not null or profile is not null);
insert into charger (tenant, id, profile)
select tenant, id, profile from cgrates_charger
    on conflict (tenant, id) do update set profile = excluded.profile;
drop table cgrates_charger;
