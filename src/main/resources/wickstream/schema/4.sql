-- What theory says of a number to leading order in 1/N, where there is one; NULL too for what was saved before it was written.
ALTER TABLE couplings ADD COLUMN theory DOUBLE PRECISION;
