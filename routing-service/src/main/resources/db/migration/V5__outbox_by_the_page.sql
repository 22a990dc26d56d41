-- What is to be sent fits into a page, and stays in it.
alter table outbox set (toast_tuple_target = 8160);
