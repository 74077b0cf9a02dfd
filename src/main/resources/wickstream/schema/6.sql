-- What vouches for the standard error, as in shards; NULL too for what was saved before it was written.
ALTER TABLE couplings ADD COLUMN variance_of_variance DOUBLE PRECISION;
ALTER TABLE couplings ADD COLUMN tail_shape DOUBLE PRECISION;
ALTER TABLE couplings ADD COLUMN objection TEXT;
ALTER TABLE couplings ADD COLUMN why TEXT;
