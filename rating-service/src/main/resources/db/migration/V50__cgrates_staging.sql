-- Tariff plans being prepared through CGRateS's methods, part by part, under a tariff plan id.
create table cgrates_staged (
  tpid text not null check (tpid <> ''),
  part text not null check (part in
    ('DESTINATION', 'RATE', 'DESTINATION_RATE', 'TIMING', 'RATING_PLAN', 'RATING_PROFILE')),
  id text not null check (id <> ''),
  value jsonb not null,
  primary key (tpid, part, id)
);
