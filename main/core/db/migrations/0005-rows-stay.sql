-- From this event on a row of `sealed` goes only with all that were written before it (0004); until then it went with the bytes of its event.
INSERT INTO fact (name, value) SELECT 'sealed-rows-stay-from', coalesce(max(seq), 0) + 1 FROM event;
