type meeting

# Two volunteers wrote down one evening.
an    m1 date=2026-02-17; kind=regular; status=held
binh  m2 date=2026-02-17; kind=regular; status=planned  => duplicate-event m1 m2

# The date is corrected to the one that is there.
an    m1 date=2026-02-17; kind=regular; status=held
binh  m2 date=2026-02-18; kind=regular; status=held
binh  m2 date=2026-02-17  => duplicate-event m1 m2

# What was cancelled is held after all.
an    m1 date=2026-02-17; kind=regular; status=held
binh  m2 date=2026-02-17; kind=regular; status=cancelled
binh  m2 status=held  => duplicate-event m1 m2

# Near: the day after.
an    m1 date=2026-02-17; kind=regular; status=held
binh  m2 date=2026-02-18; kind=regular; status=held

# Near: a regular meeting and an extra one on one day.
an    m1 date=2026-02-17; kind=regular; status=held
binh  m2 date=2026-02-17; kind=extra; status=held

# Near: two extra ones.
an    m1 date=2026-02-17; kind=extra; status=held
binh  m2 date=2026-02-17; kind=extra; status=held

# Near: one was cancelled.
an    m1 date=2026-02-17; kind=regular; status=cancelled
binh  m2 date=2026-02-17; kind=regular; status=held

# Near: one was deleted. When it comes back, it is two again.
an     m1 date=2026-02-17; kind=regular; status=held
an     m1 _deleted=true
binh   m2 date=2026-02-17; kind=regular; status=held
server m1 _deleted=  => duplicate-event m1 m2

type attendance

# One person at one meeting, said twice.
an    m1 meeting=m8; member=m9; status=present
binh  m2 meeting=m8; member=m9; status=absent  => duplicate-event m1 m2

# Near: another person.
an    m1 meeting=m8; member=m9; status=present
binh  m2 meeting=m8; member=m7; status=present

# Near: another meeting.
an    m1 meeting=m8; member=m9; status=present
binh  m2 meeting=m7; member=m9; status=present
