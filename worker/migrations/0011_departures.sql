-- Claims that wait and offers to swap duty end when one of those whose they are leaves the department, and from now on in
-- the same write. What was left behind before is freed here: nobody could approve or accept it any more.
UPDATE open_shift SET state = 'open', person_id = NULL, version = version + 1
WHERE state = 'claimed' AND day >= date('now') AND NOT EXISTS (
  SELECT 1 FROM person p WHERE p.id = open_shift.person_id AND p.status = 'active'
    AND p.department_id = open_shift.department_id);
UPDATE duty_swap SET state = 'withdrawn', version = version + 1
WHERE state = 'offered' AND day >= date('now') AND (
  SELECT count(*) FROM person p WHERE p.id IN (duty_swap.person_id, duty_swap.other_person_id) AND p.status = 'active'
    AND p.department_id = duty_swap.department_id) < 2;
