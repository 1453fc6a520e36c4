type repayment

# The treasurer and the leader both wrote down what was paid that day.
an    m1 loan=m9; date=2026-02-17; principal=416000; interest=40000
binh  m2 loan=m9; date=2026-02-17; principal=416000; interest=40000  => duplicate-payment m1 m2

# Two days later, split otherwise between principal and interest.
an    m1 loan=m9; date=2026-02-27; principal=416000; interest=40000
binh  m2 loan=m9; date=2026-03-01; principal=400000; interest=50000; penalty=6000  => duplicate-payment m1 m2

# The later day arrives first.
an    m2 loan=m9; date=2026-03-01; principal=416000; interest=40000
binh  m1 loan=m9; date=2026-02-27; principal=416000; interest=40000  => duplicate-payment m1 m2

# Near: three days apart.
an    m1 loan=m9; date=2026-02-26; principal=416000; interest=40000
binh  m2 loan=m9; date=2026-03-01; principal=416000; interest=40000

# Near: the same phone; who writes two payments at one sitting means two.
an    m1 loan=m9; date=2026-02-17; principal=416000; interest=40000
an    m2 loan=m9; date=2026-02-17; principal=416000; interest=40000

# Near: a restored phone sent its first payment again under its new life, and then wrote another.
an    m1 loan=m9; date=2026-02-17; principal=416000; interest=40000
zan   m1 loan=m9; date=2026-02-17; principal=416000; interest=40000
zan   m2 loan=m9; date=2026-02-17; principal=416000; interest=40000

# Near: another loan.
an    m1 loan=m9; date=2026-02-17; principal=416000; interest=40000
binh  m2 loan=m8; date=2026-02-17; principal=416000; interest=40000

# Near: a thousand đồng more.
an    m1 loan=m9; date=2026-02-17; principal=416000; interest=40000
binh  m2 loan=m9; date=2026-02-17; principal=417000; interest=40000

# Near: taking a payment back is no payment.
an    m1 loan=m9; date=2026-02-17; principal=416000; interest=40000
binh  m2 loan=m9; date=2026-02-17; principal=416000; interest=40000; reverses=m1

# Three phones, of which two belong to one loan each way.
an    m1 loan=m9; date=2026-02-17; principal=416000; interest=40000
binh  m2 loan=m9; date=2026-02-18; principal=416000; interest=40000  => duplicate-payment m1 m2
cuc   m3 loan=m9; date=2026-02-20; principal=416000; interest=40000  => duplicate-payment m2 m3

# What was taken back by mistake and is written anew is not asked about again.
an     m1 loan=m9; date=2026-02-17; principal=416000; interest=40000
binh   m2 loan=m9; date=2026-02-17; principal=416000; interest=40000  => duplicate-payment m1 m2
server m3 loan=m9; date=2026-02-17; principal=416000; interest=40000; restores=m2
