-- Which browser a token belongs to: tokens change with each sign-in, and what failed in a browser must outlive them.
ALTER TABLE known_device ADD COLUMN device TEXT NOT NULL DEFAULT '';
UPDATE known_device SET device = token_hash;
