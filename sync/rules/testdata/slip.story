type fundTransaction

# A slip number is used once in a year.
an    m1 date=2026-02-17; slipNo=PT-017
binh  m2 date=2026-12-31; slipNo=pt - 017  => ledger m1 m2
chi   m3 date=2026-02-17; slipNo=PT-017  => ledger m1 m3, ledger m2 m3

# Also by one phone, and for a reversing entry.
an    m1 date=2026-02-17; slipNo=PT-017
an    m2 date=2026-02-18; slipNo=PT-017; reverses=m1  => ledger m1 m2

# Near: another year, another number.
an    m1 date=2026-02-17; slipNo=PT-017
binh  m2 date=2025-02-17; slipNo=PT-017
binh  m3 date=2026-02-17; slipNo=PT-17
