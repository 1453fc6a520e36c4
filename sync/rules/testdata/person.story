type member

# Typed without diacritics and with another day of the same year.
an    m1 fullName=Lò Thị Pánh; sex=female; birthOn=1952-01-01
binh  m2 fullName=LO THI  PANH; sex=female; birthOn=1952-07-09  => duplicate-person m1 m2

# The keyboard decomposes its letters.
an    m1 fullName=Lò Thị Pánh; birthOn=1952-01-01
binh  m2 fullName=Lò Thị Pánh; birthOn=1952-01-01  => duplicate-person m1 m2

# Đ and d are one letter to who has no Vietnamese keyboard.
an    m1 fullName=Đặng Văn Đức; birthOn=1960-05-05
binh  m2 fullName=dang van duc; birthOn=1960-01-01  => duplicate-person m1 m2

# The year is not known, the phone is.
an    m1 fullName=Giàng A Sử; phone=+84912345678
binh  m2 fullName=Giàng A Sử; phone=+84912345678; birthOn=1949-01-01  => duplicate-person m1 m2

# One volunteer wrote the same person down twice on one phone.
an    m1 fullName=Vàng Thị Mỷ; birthOn=1971-01-01
an    m2 fullName=Vàng Thị Mỷ; birthOn=1971-01-01  => duplicate-person m1 m2

# The one who comes second may have the smaller id: the pair is the same.
an    m2 fullName=Vàng Thị Mỷ; birthOn=1971-01-01
binh  m1 fullName=Vàng Thị Mỷ; birthOn=1971-01-01  => duplicate-person m1 m2

# Year and phone both agree: still one case.
an    m1 fullName=Vàng Thị Mỷ; birthOn=1971-01-01; phone=+84912345678
binh  m2 fullName=Vàng Thị Mỷ; birthOn=1971-01-01; phone=+84912345678  => duplicate-person m1 m2

# Three records of one person are three pairs.
an    m1 fullName=Vàng Thị Mỷ; birthOn=1971-01-01
binh  m2 fullName=Vàng Thị Mỷ; birthOn=1971-01-01  => duplicate-person m1 m2
cuc   m3 fullName=Vàng Thị Mỷ; birthOn=1971-01-01  => duplicate-person m1 m3, duplicate-person m2 m3

# A corrected name makes two records one person.
an    m1 fullName=Lù A Páo; birthOn=1955-01-01
binh  m2 fullName=Lù A Pao Con; birthOn=1955-01-01
binh  m2 fullName=Lù A Páo  => duplicate-person m1 m2

# A corrected sex does: nothing else said that they are two.
an    m1 fullName=Lù A Páo; birthOn=1955-01-01; sex=male
binh  m2 fullName=Lù A Páo; birthOn=1955-01-01; sex=female
binh  m2 sex=male  => duplicate-person m1 m2

# A corrected year does, where only the phone is shared.
an    m1 fullName=Lù Thị Ban; birthOn=1955-01-01; phone=+84912345678
binh  m2 fullName=Lù Thị Ban; birthOn=1995-01-01; phone=+84912345678
binh  m2 birthOn=1956-01-01  => duplicate-person m1 m2

# A year taken away leaves the phone to tell.
an    m1 fullName=Lù Thị Ban; birthOn=1955-01-01; phone=+84912345678
binh  m2 fullName=Lù Thị Ban; birthOn=1995-01-01; phone=+84912345678
binh  m2 birthOn=  => duplicate-person m1 m2

# Edits of other things find nothing new.
an    m1 fullName=Lù A Páo; birthOn=1955-01-01
binh  m2 fullName=Lù A Páo; birthOn=1955-01-01  => duplicate-person m1 m2
binh  m2 literacy=reads
an    m1 note=bán lợn

# Near: another year.
an    m1 fullName=Lò Thị Pánh; birthOn=1952-01-01
binh  m2 fullName=Lò Thị Pánh; birthOn=1953-01-01

# Near: a tone aside, the names differ in a letter.
an    m1 fullName=Lò Thị Pánh; birthOn=1952-01-01
binh  m2 fullName=Lò Thị Pâng; birthOn=1952-01-01

# Near: a name alone is everybody's.
an    m1 fullName=Lò Thị Pánh
binh  m2 fullName=Lò Thị Pánh

# Near: husband and wife of one name and year.
an    m1 fullName=Sùng A Dơ; birthOn=1952-01-01; sex=male
binh  m2 fullName=Sùng A Dơ; birthOn=1952-01-01; sex=female

# Near: grandmother and granddaughter share a name and the family's phone.
an    m1 fullName=Lò Thị Pánh; birthOn=1952-01-01; phone=+84912345678
binh  m2 fullName=Lò Thị Pánh; birthOn=2004-01-01; phone=+84912345678

# Near: a family's phone, two names.
an    m1 fullName=Lò Thị Pánh; phone=+84912345678
binh  m2 fullName=Lò Văn Pánh; phone=+84912345678

# A record that was joined to another is no person any more, and one joined twice least of all.
an     m1 fullName=Lù A Páo; birthOn=1955-01-01
binh   m2 fullName=Lù A Páo; birthOn=1955-01-01  => duplicate-person m1 m2
server m2 _alias=m1
cuc    m3 fullName=Lù A Páo; birthOn=1955-01-01  => duplicate-person m1 m3
server m2 note=vẫn là một người

# Taking the joining back brings the pair back; the engine has its case already.
an     m1 fullName=Lù A Páo; birthOn=1955-01-01
binh   m2 fullName=Lù A Páo; birthOn=1955-01-01  => duplicate-person m1 m2
server m2 _alias=m1
server m2 _alias=  => duplicate-person m1 m2
