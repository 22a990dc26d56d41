-- Relays that are lost are looked for by the page, in the order of calls: few of all hunts, whatever is
-- known of how many. None is looked for by its name.
drop index hunt_relay;
create index hunt_relayed on hunt (call_id) where relay is not null;
