create table cgrates_charger (
  tenant text not null,
  id text not null check (id <> ''),
  profile jsonb not null,
  primary key (tenant, id)
);
