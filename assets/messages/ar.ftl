### الواجهة بالعربية. المفاتيح هي نفسها في en.ftl، ويتحقق اختبار من ذلك.

## متى
when-since = منذ { $start }
when-until = حتى { $end }
when-as-of = حتى تاريخ { $instant }
when-between = بين { $start } و{ $end }
when-unknown = الوقت غير مذكور
when-zone-assumed = المنطقة الزمنية مفترضة
when-zone-unknown = المنطقة الزمنية غير معروفة، قُرئ الوقت بالتوقيت العالمي
precision-part-of-day = جزء من اليوم
precision-several-days = عدة أيام
precision-week = أسبوع

## التواريخ
month-1 = يناير
month-2 = فبراير
month-3 = مارس
month-4 = أبريل
month-5 = مايو
month-6 = يونيو
month-7 = يوليو
month-8 = أغسطس
month-9 = سبتمبر
month-10 = أكتوبر
month-11 = نوفمبر
month-12 = ديسمبر
month-short-1 = يناير
month-short-2 = فبراير
month-short-3 = مارس
month-short-4 = أبريل
month-short-5 = مايو
month-short-6 = يونيو
month-short-7 = يوليو
month-short-8 = أغسطس
month-short-9 = سبتمبر
month-short-10 = أكتوبر
month-short-11 = نوفمبر
month-short-12 = ديسمبر
month-levantine-1 = كانون الثاني
month-levantine-2 = شباط
month-levantine-3 = آذار
month-levantine-4 = نيسان
month-levantine-5 = أيار
month-levantine-6 = حزيران
month-levantine-7 = تموز
month-levantine-8 = آب
month-levantine-9 = أيلول
month-levantine-10 = تشرين الأول
month-levantine-11 = تشرين الثاني
month-levantine-12 = كانون الأول
weekday-short-1 = الاثنين
weekday-short-2 = الثلاثاء
weekday-short-3 = الأربعاء
weekday-short-4 = الخميس
weekday-short-5 = الجمعة
weekday-short-6 = السبت
weekday-short-7 = الأحد

## المناطق الزمنية بأسماء مدنها
zone-asia-damascus = دمشق
zone-asia-baghdad = بغداد
zone-asia-beirut = بيروت
zone-asia-amman = عمّان
zone-asia-jerusalem = القدس
zone-asia-gaza = غزة
zone-asia-hebron = الخليل
zone-europe-istanbul = إسطنبول
zone-asia-riyadh = الرياض
zone-asia-tehran = طهران
zone-asia-kuwait = الكويت
zone-asia-aden = عدن
zone-asia-qatar = قطر
zone-asia-dubai = دبي
zone-africa-cairo = القاهرة
zone-africa-tripoli = طرابلس
zone-africa-khartoum = الخرطوم
zone-europe-kyiv = كييف
zone-europe-moscow = موسكو
zone-europe-london = لندن

## Panels, commands and dialogs
app-name = مرصد
offline = دون اتصال
online = متصل
layers = الطبقات
filter = التصفية
search-hint = ابحث في الوقائع والأماكن والإحداثيات
incident-list = الوقائع
timeline = الخط الزمني
title-and-more = { $name } + { $count }
cancel = إلغاء
close = إغلاق
copy = نسخ
keys = المفاتيح
legend = مفتاح الخريطة
keys-map = تحريك الخريطة وتكبيرها

command-open = فتح…
command-open-bundled = افتح الوقائع المرفقة
command-search = بحث
command-palette = الأوامر
command-fit-data = اعرض كل الوقائع على الخريطة
command-fit-selection = اعرض الواقعة المحددة على الخريطة
command-next = الواقعة التالية
command-previous = الواقعة السابقة
command-next-at-place = الواقعة التالية في هذا المكان
command-previous-at-place = الواقعة السابقة في هذا المكان
command-play = تشغيل
command-pause = إيقاف مؤقت
command-whole-time = كل الزمن
command-measure-line = قياس المسافة والاتجاه
command-measure-area = قياس المساحة
command-draw-area = ارسم منطقة
command-clear-filter = أزل التصفية
command-points = كل واقعة نقطة
command-density = سطح الكثافة
command-hexagons = مضلّعات سداسية
command-tracks = مسارات
command-graticule = شبكة الإحداثيات
command-rings = دوائر عدم اليقين
command-undated = إظهار غير المؤرّخ أو إخفاؤه
command-list = قائمة الوقائع
command-side = الطبقات والتصفية
command-detail = التفاصيل
command-basemap = خريطة الأساس
command-theme = فاتح أو داكن
command-language = اللغة
command-undo = تراجع
command-redo = إعادة
command-help = مساعدة
command-unselect = إغلاق أو إلغاء التحديد

empty-1 = افتح ملف وقائع (GeoJSON أو جدولاً أو KML وغيرها) أو أفلته فوق هذه النافذة.
empty-2 = لا ملف لديك؟ ألقِ نظرة على الوقائع المرفقة أولاً.
drop-hint = أفلت الملفات لفتحها طبقات
close-layer = أغلق { $name }
hide-layer = أخفِ { $name }
show-layer = أظهر { $name }
layer-counts = المقروء { $seen } · بلا مكان { $noplace }
load-report = التقرير
loading = { $name }: { $percent }٪ · { $count ->
    [zero] لا وقائع بعد
    [one] واقعة واحدة
    [two] واقعتان
    [few] { $count } وقائع
    [many] { $count } واقعة
   *[other] { $count } واقعة
} · { $rate } م.ب/ث
time-left = بقي { $seconds } ث
reading = تجري القراءة…

status-certain = { $count } ضمن النافذة يقيناً
status-possible = { $count } احتمالاً
status-out = { $count } خارجها
status-undated = { $count } بلا تاريخ
status-without-place = { $count } بلا مكان
status-filtered = { $count } مستبعدة بالتصفية
status-quarantined = { $count } في الحجر
status-certain-help = يقع كل زمنها المحتمل داخل النافذة.
status-possible-help = يتقاطع زمنها المحتمل مع النافذة ويتجاوزها.
status-out-help = تجتاز التصفية، ويقع زمنها خارج النافذة.
status-undated-help = تجتاز التصفية ولا تاريخ لها. تجدها في الدرج إلى جانب الخط الزمني.
status-without-place-help = تجتاز التصفية ولا مكان لها. تظهر في القائمة والبحث.
status-filtered-help = تستبعدها التصفية.
status-identity = المقروء { $seen } = على الخريطة { $onmap } + بلا مكان { $noplace } + في الحجر { $quarantined }
status-identity-help = كل واقعة في الملفات المفتوحة إما على الخريطة أو بلا مكان أو في الحجر. انقر لعرض تقرير التحميل.
network-help = ما يخرج من هذا الحاسوب: لا شيء، ما لم تشغّل خريطة أساس من الشبكة. انقر للاختيار.

certain = ضمن النافذة يقيناً
possible = ضمن النافذة احتمالاً
out-of-window = خارج النافذة
undated = بلا تاريخ
without-place = بلا مكان
sources-disagree = المصادر مختلفة
untitled = (بلا عنوان)

tray-shown = غير المؤرّخ ظاهر: { $number }
tray-hidden = غير المؤرّخ مخفي: { $number }
tray-help = الوقائع التي لا تاريخ لها لا تُسقط أبداً: أظهرها أو أخفها من هنا.
mode-window = نافذة
mode-cumulative = تراكمي
mode-instant = لحظة
fit-axis = لائم المحور مع البيانات
window-all = كل الزمن
window-since = منذ { $from }
window-until = حتى { $to }
window-open = مفتوح
window-from = بداية النافذة
window-to = نهاية النافذة
bin-counts = { $certain } يقيناً، { $possible } احتمالاً
speed-help = سرعة التشغيل
speed-10min = 10 د/ث
speed-hour = ساعة/ث
speed-6hours = 6 س/ث
speed-day = يوم/ث
speed-week = أسبوع/ث
speed-month = 30 يوماً/ث
speed-event = واقعة/ث
speed-4events = 4 وقائع/ث

filter-none = كل الوقائع معروضة.
filter-sentence = المعروض: الوقائع { $clauses }.
filter-and = {" "}و
filter-or = {" "}أو{" "}
filter-category = من فئة { $values }
filter-actor = التي طرفها { $values }
filter-source = بحسب { $values }
filter-grade = بدرجة { $values }
filter-time-precision = المؤرّخة بدقة { $values }
filter-place-precision = المحدّدة بدقة { $values }
filter-verification = التي حالتها { $values }
filter-area = داخل المنطقة المرسومة
filter-text = التي فيها «{ $text }»
facet-category = الفئة
facet-actor = الطرف
facet-source = المصدر
facet-grade = الدرجة
facet-time-precision = دقة الزمن
facet-place-precision = دقة المكان
chosen = المختار: { $count }
clear-area = أزل المنطقة
show-more = { $count } أخرى
show-fewer = أقل
category-none = (بلا فئة)

category-rocket-attack = هجوم صاروخي
category-attack = هجوم لم تُحدَّد وسيلته
category-strike = ضربة أو ردّ بالنيران
category-military-presence = وجود أو نشاط عسكري
category-diplomacy = دبلوماسية ومحادثات
category-humanitarian = الوضع الإنساني والمعابر
category-anniversary = ذكرى سنوية
category-statement = تصريح
category-earthquake = زلزال
category-explosion = انفجار
category-quarry-blast = تفجير محجر

time-precision-second = ثانية
time-precision-minute = دقيقة
time-precision-hour = ساعة
time-precision-part-of-day = جزء من اليوم
time-precision-day = يوم
time-precision-several-days = عدة أيام
time-precision-week = أسبوع
time-precision-month = شهر
time-precision-year = سنة
time-precision-unknown = دقة غير معروفة
place-precision-exact = مكان محدد
place-precision-within-100m = ضمن 100 متر
place-precision-street = شارع
place-precision-landmark = معلم
place-precision-neighbourhood = حي
place-precision-village = قرية
place-precision-town = بلدة
place-precision-city = مدينة
place-precision-subdistrict = ناحية
place-precision-district = منطقة إدارية
place-precision-governorate = محافظة
place-precision-line = خط
place-precision-area = مساحة
place-precision-country = بلد
place-precision-unknown = دقة غير معروفة

detail-empty = حدّد واقعة على الخريطة أو الخط الزمني أو القائمة.
at-this-place = { $position } من { $count } في هذا المكان
when = متى
where = أين
actors = الأطراف
claims = الروايات بحسب المصدر
relations = وقائع ذات صلة
links = روابط ووسائط
source-record = السجل في الملف المصدر
undated-long = لا يذكر المصدر تاريخاً.
without-place-long = لا يذكر المصدر مكاناً.
as-reported = كما ورد: «{ $words }»
as-reported-in = كما ورد ({ $lang }): «{ $words }»
zone-zoned = يذكر المصدر المنطقة الزمنية: { $zone }.
zone-naive = لا يسمّي المصدر منطقة زمنية؛ قُرئ بالتوقيت المحلي في { $zone }.
zone-unknown = لا يسمّي المصدر منطقة زمنية ولا تُعرف؛ قُرئ بالتوقيت العالمي.
radius-stated = ضمن { $radius }
radius-assumed = ضمن { $radius } (مفترض من الدقة)
radius-unknown = نصف القطر غير معروف
place-reason = لماذا هنا: { $reason }
how-reported = حدّده المصدر
how-gazetteer = حُدّد من معجم الأماكن ({ $entry })
how-by-hand = حُدّد يدوياً
third-depth-km = العمق { $value } كم (الإحداثي الثالث، موجب نحو الأسفل)
third-altitude-m = الارتفاع { $value } م (الإحداثي الثالث)
third-unknown = الإحداثي الثالث { $value }، معناه غير مذكور
copy-value = نسخ { $value }
copy-record = انسخ السجل
copy-report = انسخ التقرير
role-by = من جانب
role-against = ضد
role-civilians = مدنيون
role-other = معنيّ
attribution-claimed-by = أُعلنت المسؤولية عنها.
attribution-declared = جرى التصريح بالمسؤولية.
attribution-likely = النسبة: مرجّحة.
attribution-contested = النسبة: متنازع عليها.
attribution-single-source = النسبة تستند إلى مصدر واحد.
attribution-unknown = النسبة: غير معروفة.
verification-reported = مُبلَّغ عنها
verification-geolocated = محدّدة المكان
verification-chronolocated = محدّدة الزمن
verification-corroborated = مؤيَّدة
verification-disputed = متنازع عليها
verification-discounted = مستبعدة
verification-retracted = مسحوبة
relation-answers = ردّ على
relation-belongs-to = جزء من
relation-precedes = تسبق
relation-same-site = في الموقع نفسه
relation-series = ضمن سلسلة واحدة مع
relation-anniversary-of = ذكرى
disagree = المصادر مختلفة
disagree-help = تختلف المصادر فيما هو معلَّم. القيم متجاورة ولا يُحسب متوسطها.
citing = نقلاً عن { $who }
grade = الدرجة { $grade }
grade-f6 = غير مصنّف (F6)
claim-lang = لغة الأصل: { $lang }
claim-published = نُشر { $day }
source-unnamed = (مصدر غير مسمّى)
named-as-source = مذكور مصدراً
not-known = لا يعلم
not-said = لم يُذكر
range-best = { $best } ({ $min }–{ $max })
range-at-least = { $min } على الأقل
range-at-most = { $max } على الأكثر
claim-killed-all = القتلى
claim-killed-civilians = القتلى المدنيون
claim-killed-children = القتلى من الأطفال
claim-killed-women = القتلى من النساء
claim-killed-men = القتلى من الرجال
claim-killed-fighters = القتلى من المقاتلين
claim-injured-all = الجرحى
claim-injured-civilians = الجرحى المدنيون
claim-injured-children = الجرحى من الأطفال
claim-injured-women = الجرحى من النساء
claim-injured-men = الجرحى من الرجال
claim-injured-fighters = الجرحى من المقاتلين
claim-weapon = السلاح
claim-munitions = الذخائر
claim-impact = موضع السقوط
claim-damage = الأضرار
claim-attribution = النسبة
claim-account = الرواية
claim-place = المكان
claim-when = الزمن
claim-comment = التعليق
claim-target = الهدف
claim-status = الحالة
claim-figure = العدد
claim-magnitude = القوة
raw-origin = { $file }، السطر { $line }، البايت { $offset }، { $length } بايت
raw-origin-record = { $file }، الصف أو السجل { $number }
open-link = افتح الرابط…
link-open = افتح في المتصفح
link-help = فتحه يرسل طلباً من هذا الحاسوب إلى { $host }. مرصد نفسه لا يجلب شيئاً.

legend-certain = ضمن النافذة يقيناً
legend-possible = ضمن النافذة احتمالاً
legend-undated = بلا تاريخ
legend-radius = نصف قطر عدم اليقين
legend-radius-unknown = نصف القطر غير معروف
legend-several = عدة وقائع في مكان واحد أو متقاربة
list-sorting = يجري الترتيب…
list-empty = لا واقعة تجتاز التصفية والنافذة.
column-when = متى
column-title = ماذا
column-category = الفئة
column-place = أين
column-source = بحسب
sort-by = رتّب بحسب { $column }

report-title = تقرير التحميل: { $name }
report-notes = ما افتُرض أو أُصلح
report-no-notes = لم يُفترض شيء.
report-quarantine = ما تعذّرت قراءته
report-no-quarantine = قُرئ كل شيء.
fault-place = { $file } · الواقعة { $index } · السطر { $line }، العمود { $column } · البايت { $offset }
note-first-line = أولها في السطر { $line }
note-first-record = أولها في السجل { $number }
fault-place-record = { $file } · السجل { $index }
open-help = GeoJSON وJSON، والجداول (CSV وXLSX)، وKML وKMZ وGPX، وGeoPackage وFlatGeobuf وShapefile، مضغوطةً أيضاً. تُعرف الصيغة من محتوى الملف. الملفات المتعددة تصبح طبقات متعددة، وإفلاتها فوق النافذة يؤدي الغرض نفسه.
choose-files = اختر ملفات…
open-path = أو اكتب مساراً
open-do = افتح
recent-files = ملفات حديثة
basemap-offline = الخريطة المرفقة، دون اتصال
basemap-blank = بلا خريطة أساس
basemap-online = مربّعات من الشبكة
basemap-online-help = تُجلب المربّعات من الخادم أدناه أثناء النظر إلى الخريطة، فيعرف المنطقة التي تنظر إليها. مغلقة ما لم تُشغَّل.
basemap-url = عنوان المربّعات
basemap-switch-on = شغّل
basemap-switch-off = أوقف
basemap-change = استعمل هذا العنوان
requests = { $count ->
    [zero] لم يخرج أي طلب من هذا الحاسوب.
    [one] خرج طلب واحد من هذا الحاسوب.
    [two] خرج طلبان من هذا الحاسوب.
    [few] خرجت { $count } طلبات من هذا الحاسوب.
    [many] خرج { $count } طلباً من هذا الحاسوب.
   *[other] خرج { $count } طلب من هذا الحاسوب.
}
palette-hint = اكتب ما تريد فعله
help-text = يعرض مرصد كل واقعة بالدقة التي وردت بها لا أكثر. الدائرة تعني: في مكان ما هنا. العلامة المملوءة تقع يقيناً ضمن نافذة الزمن، والمفرغة احتمالاً. انقر علامة واقرأ من يقول ماذا؛ وحيث تختلف المصادر تقف قيمها متجاورة.
notice-failed = تعذّر ذلك
notice-careful = انظر في هذا
notice-done = تم

unit-m = { $value } م
unit-km = { $value } كم
unit-m2 = { $value } م²
unit-km2 = { $value } كم²
map = الخريطة
map-schematic = خريطة أساس تخطيطية
map-zoom-in = تكبير
map-zoom-out = تصغير
density-key = وقائع في كل { $area } كم²
hexagons-key = وقائع في مضلّع سداسي طول ضلعه { $side }
tracks-key = { $count ->
    [0] لا طرف مذكور في مكانين وزمنين
    [one] تقارير طرف واحد موصولة بترتيب الزمن؛ وليست طريقاً
    [two] تقارير كل من طرفين موصولة بترتيب الزمن؛ وليست طرقاً
    [few] تقارير كل من { $shown } أطراف موصولة بترتيب الزمن؛ وليست طرقاً
    [many] تقارير كل من { $shown } طرفاً موصولة بترتيب الزمن؛ وليست طرقاً
   *[other] تقارير كل من { $shown } طرف موصولة بترتيب الزمن؛ وليست طرقاً
}
tracks-too-many = أكثر من { $count } واقعة: رشّح أو قصّر النافذة لترى المسارات
tracks-sure = لاحقة يقيناً وفي مكان آخر
tracks-unsure = الترتيب أو الانتقال غير مؤكد
map-several = { $count ->
    [zero] لا وقائع
    [one] واقعة واحدة
    [two] واقعتان
    [few] { $count } وقائع
    [many] { $count } واقعة
   *[other] { $count } واقعة
} في مكان واحد
map-cluster = { $count ->
    [zero] لا وقائع
    [one] واقعة واحدة
    [two] واقعتان
    [few] { $count } وقائع
    [many] { $count } واقعة
   *[other] { $count } واقعة
} في هذه البقعة؛ كبّر الخريطة للتمييز بينها
count-thousands = { $count ->
    [few] { $count } آلاف
   *[other] { $count } ألف
}
measure-line-hint = انقر النقاط؛ والنقر المزدوج ينهي. { $distance } · الاتجاه { $bearing }
measure-area-hint = انقر الزوايا؛ والنقر المزدوج ينهي. { $area } · المحيط { $edge }
measure-start = انقر النقطة الأولى على الخريطة. Escape للإنهاء.
draw-area-hint = انقر زوايا المنطقة؛ والنقر المزدوج يغلقها. Escape للإنهاء.

command-writing = اللغة والأرقام
language-name = العربية
writing-interface = الواجهة
writing-content = لغة المحتوى الأولى
writing-as-interface = كالواجهة
writing-digits = الأرقام
digits-western = 0123456789
digits-arabic = ٠١٢٣٤٥٦٧٨٩
writing-months = أسماء الشهور
months-levantine = كانون الثاني، شباط
months-international = يناير، فبراير
writing-mirrored-time = يجري الزمن من اليمين إلى اليسار على الخط الزمني
writing-help = حيث يوجد المحتوى باللغتين تقف الأخرى تحت الأولى. وتتبع أسماء الخريطة لغة المحتوى.

watched-folder = تحت المراقبة: { $name }
unwatch-folder = أوقف مراقبة { $name }
watch-file = اقرأ هذا الملف من جديد كلما تغيّر
reload-layer = اقرأ الملف من جديد
read-day-first = اليوم يأتي أولاً
read-month-first = الشهر يأتي أولاً
read-part = اقرأ { $name } بدلاً منه
open-newer = ملف أحدث…
open-newer-of = نسخة أحدث من { $name }
open-newer-help = تحلّ وقائع الملف الذي تختاره محلّ المعروضة، وتُطابَق بمعرّفاتها. تبقى التصفية والعرض والأماكن التي أعطيتها، ويُسرَد ما أُضيف وما تغيّر وما زال.
take-as-newer = خذه نسخةً أحدث
difference = مقارنةً بالنسخة السابقة
difference-added = أُضيف { $count }
difference-changed = تغيّر { $count }
difference-gone = غاب عن المصدر { $count }
difference-unchanged = لم يتغيّر { $count }
difference-older = { $count ->
    [zero] لا وقائع بمراجعة أقدم من السابقة.
    [one] واقعة واحدة بمراجعة أقدم من السابقة: قد يكون هذا الملف هو الأقدم.
    [two] واقعتان بمراجعة أقدم من السابقة: قد يكون هذا الملف هو الأقدم.
    [few] { $count } وقائع بمراجعة أقدم من السابقة: قد يكون هذا الملف هو الأقدم.
    [many] { $count } واقعة بمراجعة أقدم من السابقة: قد يكون هذا الملف هو الأقدم.
   *[other] { $count } واقعة بمراجعة أقدم من السابقة: قد يكون هذا الملف هو الأقدم.
}
difference-without-id = { $count ->
    [zero] لكل واقعة معرّف.
    [one] واقعة واحدة بلا معرّف قورنت بمحتواها كله.
    [two] واقعتان بلا معرّف قورنتا بمحتواهما كله.
    [few] { $count } وقائع بلا معرّف قورنت بمحتواها كله.
    [many] { $count } واقعة بلا معرّف قورنت بمحتواها كله.
   *[other] { $count } واقعة بلا معرّف قورنت بمحتواها كله.
}
difference-more = { $count } أخرى غير مدرجة هنا
change-added = أُضيفت: { $title } ({ $id })
change-changed = تغيّرت: { $title } ({ $id })
change-gone = غابت عن المصدر: { $title } ({ $id })
change-nothing = لا شيء
changed-title = العنوان
changed-category = الفئة
changed-when = الزمن
changed-time-precision = دقة الزمن
changed-place = المكان
changed-place-name = اسم المكان
changed-place-precision = دقة المكان
changed-radius = نصف القطر
changed-killed = القتلى
changed-injured = الجرحى
changed-verification = التحقق
changed-work-status = حالة العمل
changed-attribution = الإسناد
changed-actors = الأطراف
changed-sources = المصادر
changed-grades = الدرجات
changed-words = كلمات
changed-property = خاصية
changed-other = خاصية أخرى
kind-city = مدينة
kind-town = بلدة
kind-village = قرية
kind-governorate = محافظة
kind-country = دولة
kind-base = قاعدة
kind-airport = مطار
kind-oil-field = حقل نفط
kind-gas-plant = معمل غاز
kind-crossing = معبر
kind-camp = مخيم
kind-district = حي من مدينة
why-same-name = له هذا الاسم
why-alternate-name = له هذا الاسم أيضاً
why-rule = قد يعنيه هذا الاسم
why-without-article = الاسم نفسه عدا أداة التعريف
why-transliteration = كتابة أخرى للفظ نفسه
why-prefix = يبدأ هكذا
why-typing-errors = { $count ->
    [zero] لا حرف مختلف
    [one] حرف واحد مختلف
    [two] حرفان مختلفان
    [few] { $count } أحرف مختلفة
    [many] { $count } حرفاً مختلفاً
   *[other] { $count } حرف مختلف
}
places-none = لا يُعرف مكان بهذا الاسم.
places-ambiguous = لهذا الاسم أكثر من معنى: اختر واحداً.
places-unverified = غير متحقَّق منه
places-credit = الأماكن: GeoNames، CC BY 4.0، وجدول مرصد

places = أماكن بهذا الاسم
places-why = { $why } ({ $name })
places-fly = أظهر { $name } على الخريطة
places-filter-around = الوقائع حول { $name } فقط
places-place = أعطها مكاناً من المعجم الجغرافي
places-place-here = ضعها في { $name }
places-take-back = اسحب هذا المكان
places-name = اسم المكان

# What was assumed or repaired while a file was read.
note-byte-order-mark = يبدأ الملف بعلامة ترتيب البايتات؛ تُجوّزت.
note-utf16 = الملف بترميز UTF-16 وقُرئ كذلك. تُحسب المواضع ببايتات النص في UTF-8.
note-invalid-utf8 = بايتات ليست UTF-8 عُرضت هكذا �؛ صدّر الملف من جديد بترميز UTF-8.
note-repaired-syntax = أخطاء صغيرة في الصياغة (فاصلة زائدة أو NaN أو Infinity) قُرئت كما قُصدت.
note-duplicate-key = عضو يتكرر في كائن واحد؛ يُعتد بالأخير.
note-duplicate-id = معرّف يتكرر في أكثر من واقعة؛ أُبقي عليها كلها.
note-episodes = حدث له مرحلة أخرى في الملف؛ تُعرض كل مرحلة، ولها معرّف الحدث، والأحدث هي ذات آخر ختم زمني.
note-odd-id = معرّف ليس نصاً ولا رقماً؛ أُبقي كما كُتب.
note-odd-properties = الخصائص ليست كائناً؛ أُبقيت كما كُتبت.
note-no-properties = لا عضو «properties» في الواقعة، والصيغة تطلبه.
note-no-geometry = لا عضو «geometry» في الواقعة، والصيغة تطلبه.
note-changed-meaning = أعضاء في غير موضعها (إحداثيات في واقعة، أو شكل في مجموعة).
note-odd-bbox = صندوق حدود ليس من 4 أو 6 أرقام؛ تُجوّز.
note-crs = يسمّي الملف نظام إحداثيات، والصيغة لا تقبل إلا WGS 84، وقُرئ كذلك.
note-empty-geometry = شكل بلا إحداثيات: الواقعة بلا مكان.
note-coordinates-not-numbers = إحداثيات فارغة أو ليست أرقاماً: الواقعة بلا مكان.
note-third-ordinate = للإحداثيات قيمة ثالثة؛ تُعرض مع المكان ولا تُرسم.
note-more-ordinates = للإحداثيات أكثر من ثلاث قيم؛ تُجوّز ما زاد.
note-out-of-range = خط عرض خارج ±90° (ربما تبادل الطول والعرض موضعيهما)؛ لم تُرسم هذه المواضع.
note-longitude-wrapped = خط طول خارج ±180° أُعيد بدورات كاملة.
note-zero-zero = موضع هو 0، 0 تماماً في خليج غينيا، ويعني «غير معروف»: لا يُرسم. وحيث لا يدلّ شيء آخر على مكان يبقى الحادث بلا مكان، وكلماته محفوظة.
note-zero-zero-in-shape = خط أو مساحة يمرّ بالموضع 0، 0 في خليج غينيا، وكثيراً ما يعني «غير معروف»؛ رُسم كما كُتب.
note-open-ring = حلقة لا تنتهي حيث بدأت؛ أُغلقت.
note-short-ring = حلقة بأقل من أربعة مواضع؛ تُرسم بقدر ما فيها.
note-short-line = خط بأقل من موضعين؛ يُرسم نقطة.
note-nested-collection = مجموعة أشكال داخل أخرى؛ قُرئت مع ذلك.
note-ring-direction = حلقة تدور في الاتجاه الذي لا تنصح به الصيغة؛ قُرئت مع ذلك.
note-after-end = شيء بعد نهاية المستند؛ تُجوّز.
note-several-documents = في الملف عدة مستندات متتالية؛ قُرئت كلها.
note-assumed-date-column = أُخذ التاريخ من عمود يشبه أعمدة التواريخ.
note-date-of-record = أُخذ التاريخ من عمود قد يقول متى أُنشئ السجل أو نُشر، لا متى وقعت الواقعة.
note-no-date-or-place-column = لا عمود يشبه تاريخاً أو مكاناً؛ قد لا يكون الصف الأول صف العناوين. حدِّد في أعمدة الطبقة ما في كل عمود.
note-date-in-name = لا تاريخ في أي سجل، وفي اسم الملف تاريخ؛ لم يُنسب إلى السجلات، فبقيت الوقائع بلا تاريخ.
note-assumed-zone = قُرئت الأوقات التي بلا منطقة زمنية بالتوقيت العالمي.
note-midnight-means-day = وقت بلا منطقة زمنية هو 00:00 تماماً، كما تكتب الأدوات يوماً لا يُعرف وقته؛ قُرئ بوصفه اليوم كله. حدّد في أعمدة الطبقة إن كان منتصف الليل هو المقصود.
note-midnight-may-be-day = الوقت 00:00:00 تماماً، وهكذا تكتب الأدوات يوماً لا يُعرف وقته؛ قُرئ يوماً كاملاً.
note-noon-may-be-day = وقت هو 12:00:00 تماماً، يكتبه هذا التصدير حين لا يُعرف الوقت؛ قُرئ يوماً كاملاً.
note-codes-named = قُرئ رمز بالكلمات التي يعطيها الملف له.
note-date-of-week = قُرئ تاريخ في عمود أسابيع على أنه الأيام السبعة التي يعنيها. قل في أعمدة الطبقة إن كان اليوم هو المقصود.
note-date-of-month = قُرئ تاريخ في عمود أشهر، وهو دائماً أول الشهر، على أنه الشهر كله. قل في أعمدة الطبقة إن كان اليوم هو المقصود.
note-said-precision = قُرئ تاريخ بالدقة التي يذكرها عمود آخر.
note-unknown-precision = يذكر عمود آخر مدى دقة التاريخ بطريقة لم يمكن استعمالها؛ قُرئ التاريخ كما كُتب وقد يكون أقل دقة.
note-merged-figure = خلية فيها عدد أو معرّف مدموجة بالخلايا التي تحتها؛ تُركت لأول صفوفها، فقد تكون لها جميعاً.
note-merged-cells = قُرئت خلية مدموجة بخلية فوقها بما تقوله تلك.
note-place-in-object = أُخذ المكان من العنصر الوحيد في السجل الذي هو شكل هندسي أو فيه خط عرض وخط طول.
note-sheet-days = تاريخ هو عدد أيام كما تعدّها برامج الجداول منذ 1900؛ والمصنّف الذي يعدّ منذ 1904 يعني به ما بعده بأربع سنوات. قارن واحداً منها بالمصدر.
note-zoned-midnight-means-day = الأوقات الأولى كلها في العمود هي منتصف الليل بتوقيت UTC أو بتوقيت منطقة واحدة، وهكذا تكتب البرامج الأيام؛ قُرئ على أنه اليوم كله هناك. قل في أعمدة الطبقة إن كان منتصف الليل هو المقصود.
note-half-turned-dates = تاريخ سنته أولاً، ولا يزيد اليوم في أمثاله كلها على 12، وفي التواريخ الأخرى كلها عدد يزيد عليه: غالباً ما أخذ برنامج الجداول الأيام شهوراً في هذه. قارنها بالمصدر.
note-longitude-first = قُرئ رقمان في خلية واحدة على أنهما خط الطول ثم خط العرض: هكذا يقول اسم عمودهما.
note-swapped-by-names = الأماكن التي يسمّيها الملف تقع حيث تكون مواقعه لو بُدّل بين خط الطول وخط العرض. لم يُبدَّل شيء؛ انظر إلى الخريطة، وقل ذلك في أعمدة الطبقة.
note-place-differs = يدل الشكل الهندسي وعمودا خطي الطول والعرض على مكانين يبعد أحدهما عن الآخر أكثر من كيلومتر؛ أُخذ مكان الشكل الهندسي.
note-service-messages = رسالة من الخدمة نفسها (انضم أحدهم، أو ثُبّتت رسالة) لا تبلّغ عن شيء؛ جرى تجاوزها.
note-chosen-date-order = تاريخ قد يبدأ باليوم أو بالشهر؛ قُرئ بالترتيب الذي حددته.
note-assumed-date-order = عُرف اليوم من الشهر من تواريخ أخرى في العمود يزيد أحدهما فيها على 12، أو من اسم العمود.
note-ambiguous-date-order = لا يُعرف اليوم من الشهر في هذا الملف؛ تُركت تواريخ كهذه بلا تاريخ.
note-epoch = قُرئت أرقام عمود التاريخ زمناً منذ 1970.
note-epoch-zero = تاريخ هو 1970-01-01 تماماً، وكثيراً ما يعني «غير معروف».
note-unreadable-date = تاريخ تعذّرت قراءته؛ الواقعة بلا تاريخ وكلماته محفوظة.
note-unreadable-end = نهاية تعذّرت قراءتها؛ للواقعة وقت بدايتها، وكلمات النهاية محفوظة.
note-end-without-start = لسجل نهاية بلا بداية؛ الواقعة بلا تاريخ وكلماته محفوظة.
note-zone-of-start = نهاية بلا منطقة زمنية قُرئت بفارق التوقيت المذكور في بدايتها.
note-open-end = نهاية قيل إنها لم تأتِ أو لم تُذكر؛ يُعرض الحادث مستمراً.
note-end-unsaid = يقول المصدر إن الحادث تجاوز يومه ولا يقول إلى متى؛ له وقت بدايته.
note-open-start = بداية قيل إنها غير معروفة؛ يُعرض الحادث حتى نهايته.
note-clock-column = الساعة في عمود مستقل؛ ضُمّت إلى يومها.
note-unreadable-clock = ساعة لا تُقرأ بجانب يوم؛ بقي للحادث اليوم كله، وحُفظت كلماتها.
note-clock-beside-clock = للتاريخ ساعة فيه وأخرى في العمود المجاور؛ بقيت التي فيه.
note-unused-clock = عمود يشبه ساعات اليوم ولم يُستعمل؛ حدّده في أعمدة الطبقة إن كان للتاريخ.
note-unused-zone = عمود يشبه المناطق الزمنية ولم يُستعمل؛ قد تبعد الأوقات التي بلا منطقة ساعات عن الصواب.
note-coordinates-in-one-cell = خط العرض وخط الطول في خلية واحدة؛ قُرئت بوصفها إحداثيات.
note-latitude-first = قُرئ عددان في خلية واحدة على أنهما خط العرض ثم خط الطول؛ ولو عُكسا لدلّا على مكان أيضاً.
note-zone-abbreviated = المنطقة الزمنية مكتوبة بحروف مثل EET أو MSK؛ قُرئت بالفارق الذي تعنيه، صيفاً وشتاءً.
note-other-date-column = عمود الوقت فارغ في سجل وعمود تواريخ آخر ليس فارغاً؛ فقُرئ ذلك العمود.
note-late-columns = أعمدة تفيد بالمزيد لا تظهر إلا في سجلات بعيدة عن الأولى؛ لم تُستعمل. حدّد في أعمدة الطبقة ما يحويه كل منها.
note-may-be-swapped = خط عرض يتجاوز 90° وكل خطوط الطول تصلح خطوط عرض: قد يكونان متبادلين، وقد يكون ما رُسم في غير موضعه. لم يُبدَّل شيء؛ حدّد ذلك في أعمدة الطبقة.
note-zone-column = قُرئت الأوقات التي بلا منطقة في المنطقة الزمنية التي يسمّيها صفّها في عمود مستقل.
note-unreadable-zone = خلية للمنطقة الزمنية لا تسمّي منطقة معروفة؛ قُرئت أوقات صفّها كالأوقات التي بلا منطقة.
note-other-header = سطر آخر من أسماء الأعمدة بين الصفوف؛ قُرئ ما بعده بتلك الأسماء.
note-hxl-tags = سطر من الوسوم (‎#date، ‎#geo+lat) تحت أسماء الأعمدة؛ تم تجاوزه.
note-no-date-column = لا عمود يشبه التاريخ: الوقائع بلا تاريخ. حدّد في أعمدة الطبقة أيّها هو.
note-no-place-column = لا عمود يشبه المكان: الوقائع بلا مكان. حدّد في أعمدة الطبقة أين يوجد.
note-other-zone = اسما عمودي البداية والنهاية يذكران منطقتين زمنيتين؛ لم تُستعمل النهاية وحُفظت كلماتها.
note-zone-by-name = اسم العمود يذكر منطقة أوقاته، مثل UTC أو UTC+3؛ قُرئت الأوقات كذلك.
note-zone-of-end = بداية بلا منطقة زمنية قُرئت بفارق نهايتها.
note-clock-past-midnight = ساعة النهاية تسبق ساعة البداية وليس لها يوم؛ قُرئت من اليوم التالي.
note-short-year = سنة من رقمين؛ قُرئت 00 إلى 49 سنوات 2000 إلى 2049، و50 إلى 99 سنوات 1950 إلى 1999.
note-hijri-year = سنة قد تكون هجرية، ومرصد لا يحوّلها؛ الواقعة بلا تاريخ وكلماته محفوظة.
note-other-date-order = تاريخ لا يصح إلا بترتيب لليوم والشهر غير ترتيب عموده؛ تُرك بلا تاريخ. تحقق من ترتيب التواريخ المجاورة.
note-mixed-date-orders = بعض التواريخ يبدأ باليوم وبعضها بالشهر؛ وما يحتمل الوجهين تُرك بلا تاريخ.
note-no-time-precision = لا يذكر الملف دقة التاريخ؛ يُعرض يومه بدقة غير معروفة.
note-day-with-offset = يوم كُتب بساعة وفرق توقيت؛ يُعتد باليوم المكتوب، من منتصف الليل إلى منتصف الليل بالتوقيت العالمي.
note-end-before-start = نهاية قبل بدايتها؛ تمتد الفترة على الاثنتين، بأيام كاملة إن كانت لأحدهما ساعة.
note-unknown-zone = منطقة زمنية لا تعرفها قاعدة المناطق؛ قُرئ الوقت بالتوقيت العالمي.
note-odd-grade = درجة ليست من درجات الأميرالية؛ قُرئت F6، أي لا يمكن الحكم.
note-damaged-id = قرّب برنامجُ جداولَ معرّفاً (1.97E+11، أو عدداً صحيحاً يزيد على 15 رقماً)؛ فقد لا يعود يدلّ على واقعة واحدة.
note-min-over-max = رقم أدنى أكبر من الأقصى؛ بُدّل أحدهما مكان الآخر.
note-plus-code-apart = رمز الموقع المفتوح والإحداثيات بجانبه موضعان مختلفان؛ رُسمت الإحداثيات. انظر أيهما يقصد المصدر.
note-plus-code = أُخذ مكان من رمز الموقع المفتوح (Plus Code).
note-several-values = خلية يُنتظر فيها قيمة واحدة فيها عدة قيم؛ حُفظت كلها كما كُتبت، والعبرة بأثقلها.
note-several-figures = عدة أعمدة تعطي رقماً للفئة نفسها؛ كل منها إفادة مستقلة.
note-middle-of-area = لا يعرف المصدر المكان بأدق من بلد أو بحر أو منطقة مبهمة؛ لا تُرسم النقطة التي تنوب عنها، والاسم محفوظ.
note-odd-value = لعضو في القالب قيمة غير معروفة؛ أُبقيت كما كُتبت وقُرئت مجهولة.
note-not-whole-people = عدد أشخاص ليس صحيحاً، أو فيه علامة قد تفصل الآلاف أو تسبق الكسور؛ قُرئ مجهولاً وكلماته محفوظة.
note-broken-end = ينقطع المستند بعد وقائعه أو هو تالف هناك؛ لم توجد بعدها واقعة أخرى.
note-closed-early = أُغلقت قائمة الوقائع قبل نهايتها؛ قُرئت مع ذلك الوقائع التي تليها.
note-odd-type = نوع المستند ليس «FeatureCollection»؛ قُرئت وقائعه مع ذلك.
note-gave-up = لم توجد بعد واقعة تالفة واقعةٌ سليمة رغم بحث طويل؛ وربما لم يُقرأ ما يليها.
note-truncated = ينتهي الملف قبل أن تُغلق قائمة وقائعه؛ قُرئت كل واقعة كاملة.
note-duplicate-column = اسم عمود يتكرر؛ وُضع رقم بعد ما تكرر.
note-no-header = لا سطر عناوين للجدول؛ سُمّيت أعمدته كالتصدير المعروف بهذا الشكل، أو رُقّمت.
note-empty-surplus-cells = في سطر خلايا أكثر من أعمدة الجدول وكلها فارغة؛ تُجوّزت.
note-repeated-header = سطر العناوين يتكرر بين الأسطر؛ تُجوّز.
note-network-link = يحيل الملف إلى آخر على الشبكة؛ لم يجلبه مرصد.
note-xml-doctype = يعلن الملف كيانات خاصة به؛ لم يُدرج أي منها.
note-xml-entity = في النص كيان لا تعرفه XML؛ أُبقي كما كُتب.
note-deleted-rows = في الجدول أسطر معلّمة بأنها محذوفة؛ تُجووزت.
note-blank-rows = في الجدول أسطر لا شيء في خلاياها؛ تُجووزت.
note-own-columns = أعمدة كتبها مرصد إلى جانب الخصائص تعطي المعرّف أو المكان؛ ولا يُعتد بغيرها مما يشبهها اسماً.
note-odd-geometry-cell = شكل في خلية ليس نص WKT ولا GeoJSON بنظام WGS 84؛ أُبقي كما كُتب ولم يُرسم.
note-title-lines = فوق أسماء الأعمدة أسطر ليس فيها إلا خلية واحدة؛ عُدّت عناوين وتُجووزت.
note-month-cells = خلايا فيها أول يوم من شهر أو سنة ولا تُظهر اليوم؛ قُرئت شهرًا كاملًا أو سنة كاملة.
note-no-dbf = ملف ‎.dbf غير موجود: الأشكال بلا خصائص. ضعه بجانب ملف ‎.shp.
note-no-shx = ملف ‎.shx غير موجود: قُرئت الأشكال واحداً بعد آخر.
note-no-prj = لا نظام إحداثيات مذكور؛ قُرئت الإحداثيات بنظام WGS 84.
note-web-mercator = إحداثيات بإسقاط Web Mercator (EPSG:3857) حُوّلت إلى WGS 84.
note-utm = إحداثيات في نطاق من UTM حُوّلت إلى WGS 84.
note-bare-serials = في عمود للتواريخ خلايا لا تُظهر إلا عدد أيام؛ قُرئت بالتواريخ التي تدل عليها.
note-serial-dates = تواريخ الورقة أرقام أيام؛ قُرئت تواريخ بلا منطقة زمنية.
note-plain-json = الملف JSON عادي وليس GeoJSON: قُرئ كل كائن سجلاً وأعضاؤه خصائص.
note-columns-to-place = أُخذ المكان من أعمدة تشبه أعمدة خط الطول وخط العرض.
note-place-unreadable = إحداثيات في أعمدة الجدول ليست خط طول وخط عرض بالدرجات؛ الواقعة بلا مكان وقيمها محفوظة.
note-decimal-comma = قُرئت الفاصلة في الإحداثيات فاصلةً عشرية.

mapping = الأعمدة…
mapping-of = أعمدة { $name }
mapping-guessed = خُمِّن محتوى كل عمود من { $count ->
    [zero] لا سجلات
    [one] السجل الأول
    [two] أول سجلين
    [few] أول { $count } سجلات
    [many] أول { $count } سجلاً
   *[other] أول { $count } سجل
}. صحّح ما كان خطأ؛ ولا يتغيّر شيء في الملف.
mapping-chosen = تُقرأ الأعمدة كما حدّدتها لهذا الملف.
mapping-saved = تُقرأ الأعمدة وفق ملف تعريف محفوظ. الحفظ بالاسم نفسه يحلّ محلّه.
mapping-when = الزمن
mapping-what = ما حدث
mapping-where = المكان
mapping-who = مَن وكم
mapping-source = المصدر
mapping-none = لا شيء
mapping-choose = { $role }: { $column }
mapping-order = تواريخ مثل 3/4
mapping-zone = المنطقة الزمنية
mapping-zone-hint = غير مذكورة: تُقرأ UTC
mapping-zone-unknown = لا منطقة بهذا الاسم؛ اكتبها مثل Asia/Damascus
mapping-week = التاريخ يعني سبعة أيام تبدأ به
mapping-week-before = التاريخ يعني سبعة أيام تنتهي به
mapping-week-around = التاريخ يعني أسبوعاً يقع فيه
mapping-month = التاريخ يعني شهره
mapping-midnight = 00:00 تعني اليوم كله
mapping-swapped = خط الطول وخط العرض متبادلان
mapping-preview = الوقائع الأولى بهذه القراءة
mapping-no-time = بلا تاريخ
mapping-no-title = بلا عنوان
mapping-no-place = بلا مكان
mapping-waits = بلا مكان: { $name }
mapping-name = اسم ملف التعريف
mapping-name-hint = اسم لحفظه
mapping-save = حفظ ملف تعريف
mapping-use = استعمال لهذا الملف
mapping-save-help = يُستعمل ملف التعريف المحفوظ تلقائياً لكل ملف له هذه الأعمدة، ويذكر ذلك تقرير التحميل.
columns-guessed = الأعمدة مخمّنة
order-unknown = غير معروف
order-day-first = اليوم أولاً
order-month-first = الشهر أولاً
role-start = الوقت
role-clock = ساعة البداية
role-half = صباحًا أو مساءً
role-end = النهاية
role-end-clock = ساعة النهاية
role-date-precision = دقته
role-zone = المنطقة في كل صف
role-title = العنوان
role-text = النص
role-category = الفئة
role-place-name = اسم المكان
role-longitude = خط الطول
role-latitude = خط العرض
role-area = ما يقع فيه المكان
role-coordinates = الإحداثيات
role-actor = الأطراف
role-killed = القتلى
role-injured = الجرحى
role-source = المصدر
role-url = الرابط
role-id = المعرّف
clue-name = من اسمه
clue-chosen = حدّدته أنت
clue-dates = { $read } من أصل { $of } من القيم تواريخ
clue-clocks = { $read } من أصل { $of } من القيم أوقات من اليوم
clue-texts = أكثر النصوص اختلافاً
clue-day-first = اليوم أولاً، بدليل { $value }
clue-month-first = الشهر أولاً، بدليل { $value }
clue-order-open = { $value } يحتمل الترتيبين
clue-no-zone = لا منطقة زمنية في { $value }
clue-week = كل تاريخ هو أسبوعه
clue-month = كل تاريخ هو شهره
clue-midnight = دائماً 00:00
clue-midnight-of = دائماً 00:00 بتوقيت { $zone }
clue-coordinates = { $value } فيه الإحداثيان
clue-sides = { $value } هو الجهة
clue-zones = { $value } منطقة زمنية
clue-halves = { $value } نصف من اليوم
clue-zone-by-name = { $value } يذكر { $zone }
clue-epoch = { $value } عدّ منذ 1970
clue-sheet-days = { $value } عدد أيام كما تعدّها برامج الجداول
clue-swapped = { $value } ليس خط عرض: هل هما متبادلان؟
clue-decimal-comma = فاصلة عشرية في { $value }
note-chosen-columns = قُرئت الأعمدة كما حدّدتها.
columns-unused = لم تُستعمل: { $columns }.
note-guessed-columns = خُمِّن محتوى الأعمدة؛ انظر «الأعمدة…».
