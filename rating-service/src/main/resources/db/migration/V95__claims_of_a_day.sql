-- What a call under way claims of its account's limit of the day, to be summed up for each new one.
alter table session add column claim_micros bigint not null default 0;
