### The interface in English. The same keys stand in ar.ftl; a test holds it.

## The window
app-name = Marsad
app-tagline = What happened, when, where, and according to whom
offline = offline
online = online
layers = Layers
filter = Filter
timeline = Timeline
incidents-title = Incidents
search-hint = Search incidents and places
language-name = English
close = Close
cancel = Cancel
undo = Undo
redo = Redo

## Counts, always on screen
incidents = { $count ->
    [one] { $count } incident
   *[other] { $count } incidents
}
in-window = { $count } in window
certain = certainly
possible = possibly
possibly-in-window = { $count } possibly
undated = { $count } undated
without-place = { $count } without place
filtered-out = { $count } filtered out
quarantined = { $count } quarantined

## When
when-since = since { $start }
when-until = until { $end }
when-as-of = as of { $instant }
when-between = between { $start } and { $end }
when-unknown = time not given
when-zone-assumed = zone assumed
when-zone-unknown = zone unknown, read as UTC
precision-part-of-day = part of day
precision-several-days = several days
precision-week = week

## Dates. The Levantine names are used in Syria, Lebanon, Jordan, Palestine and Iraq.
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
month-short-1 = Jan
month-short-2 = Feb
month-short-3 = Mar
month-short-4 = Apr
month-short-5 = May
month-short-6 = Jun
month-short-7 = Jul
month-short-8 = Aug
month-short-9 = Sep
month-short-10 = Oct
month-short-11 = Nov
month-short-12 = Dec
month-levantine-1 = January
month-levantine-2 = February
month-levantine-3 = March
month-levantine-4 = April
month-levantine-5 = May
month-levantine-6 = June
month-levantine-7 = July
month-levantine-8 = August
month-levantine-9 = September
month-levantine-10 = October
month-levantine-11 = November
month-levantine-12 = December
weekday-short-1 = Mon
weekday-short-2 = Tue
weekday-short-3 = Wed
weekday-short-4 = Thu
weekday-short-5 = Fri
weekday-short-6 = Sat
weekday-short-7 = Sun

## Zones by their chief city
zone-asia-damascus = Damascus
zone-asia-baghdad = Baghdad
zone-asia-beirut = Beirut
zone-asia-amman = Amman
zone-asia-jerusalem = Jerusalem
zone-asia-gaza = Gaza
zone-asia-hebron = Hebron
zone-europe-istanbul = Istanbul
zone-asia-riyadh = Riyadh
zone-asia-tehran = Tehran
zone-asia-kuwait = Kuwait
zone-asia-aden = Aden
zone-asia-qatar = Qatar
zone-asia-dubai = Dubai
zone-africa-cairo = Cairo
zone-africa-tripoli = Tripoli
zone-africa-khartoum = Khartoum
zone-europe-kyiv = Kyiv
zone-europe-moscow = Moscow
zone-europe-london = London
