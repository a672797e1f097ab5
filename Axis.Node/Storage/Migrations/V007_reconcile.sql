-- Why: two neighbours compare what passed between them since an instant; each side pages through its own rows by time.

CREATE INDEX arrival_since ON arrival (neighbour, at, delivery);
CREATE INDEX delivery_settled ON delivery (link, due_at, id) WHERE state IN (1, 3);
