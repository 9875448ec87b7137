-- What all crawls plan with, so that they need not each take a census: few rows, not distributed.
-- The price of a visit follows from the targets and the budget; its age is told by the database's clock.

create table pace (
    -- Whose visits are priced; so far `all`.
    scope text primary key,
    -- Weighted fresh days that a visit must gain.
    price double precision not null,
    fitted_at timestamptz not null
);
