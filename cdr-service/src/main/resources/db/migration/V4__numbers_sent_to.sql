-- Where a dialplan sent the caller: the number that the call was charged for, of a few calls only.
alter table cdr add column sent_to text;
create index cdr_by_sent_to on cdr (sent_to, started_at desc) where sent_to is not null;
