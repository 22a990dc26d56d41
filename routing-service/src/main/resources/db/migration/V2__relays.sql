-- What relayed callers hear before the answer; null as HEARD.
alter table carrier add column early_media text check (early_media in ('HEARD', 'NOT_HEARD'));

-- Which start of which transcoder relays the call: found by it when that one is lost.
alter table hunt add column relay text;
create index hunt_relay on hunt (relay) where relay is not null;
