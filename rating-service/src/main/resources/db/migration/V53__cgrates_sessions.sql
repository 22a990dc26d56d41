-- Sessions led by requests of CGRateS's interface. What they hold is reserved in the ledger.
create table cgrates_session (
  cgrid text primary key,
  tenant text not null,
  state jsonb not null,
  ended boolean not null,
  updated_at timestamptz not null,
  expires_at timestamptz
) with (fillfactor = 70);
create index cgrates_session_open on cgrates_session (tenant) where not ended;
create index cgrates_session_expiry on cgrates_session (expires_at) where expires_at is not null;
