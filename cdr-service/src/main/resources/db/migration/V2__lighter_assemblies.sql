-- Assemblies are read and written whole: nothing is looked for within, so they need not be parsed by
-- the database, nor counted by its statistics. Written often and read once, they and what waits to be
-- sent are not compressed.
alter table assembly alter column state type text using state::text;
alter table assembly alter column state set statistics 0;
alter table assembly set (toast_tuple_target = 8160);
alter table outbox alter column value set storage external;
alter table outbox alter column value set statistics 0;
alter table cdr alter column record set statistics 0;
