// Package lunar is the Vietnamese lunar calendar (âm lịch): a month begins on the day of the new moon at UTC+7, the winter
// solstice lies in month 11, and of thirteen months between two of these the first without a principal term is the leap one.
//
// The rules are those of Hồ Ngọc Đức, "Thuật toán tính âm lịch"; moon and sun are the shortened series of Jean Meeus,
// "Astronomical Algorithms" (1998), chapters 25 and 49. It holds from 1900 to 2100. Before 1968 the calendars printed in
// Vietnam were counted at UTC+8 and differ from this one on some days; no reminder is that old.
package lunar
