// Package lunar is the Vietnamese lunar calendar (âm lịch), computed from the new moons and the sun's longitude at UTC+7.
package lunar
