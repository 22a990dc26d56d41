-- Of the address that the carrier is told where media go through a relay; null for the relay's first.
alter table carrier add column address_family text check (address_family in ('IP4', 'IP6'));
