-- Claims that wait, by who made them.
CREATE INDEX open_shift_claim ON open_shift (person_id, day) WHERE state = 'claimed';
