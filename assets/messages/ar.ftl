### الواجهة بالعربية. المفاتيح هي نفسها في en.ftl، ويتحقق اختبار من ذلك.

## النافذة
app-name = مرصد
app-tagline = ماذا حدث، ومتى، وأين، وعلى ذمة من
offline = غير متصل
online = متصل
layers = الطبقات
filter = التصفية
timeline = الخط الزمني
incidents-title = الحوادث
search-hint = ابحث في الحوادث والأماكن
language-name = العربية
close = إغلاق
cancel = إلغاء
undo = تراجع
redo = إعادة

## الأعداد الظاهرة دائما
incidents = { $count ->
    [zero] لا حوادث
    [one] حادث واحد
    [two] حادثان
    [few] { $count } حوادث
    [many] { $count } حادثا
   *[other] { $count } حادث
}
in-window = { $count } ضمن النافذة الزمنية
certain = يقينا
possible = احتمالا
possibly-in-window = { $count } ربما ضمنها
undated = { $count } بلا تاريخ
without-place = { $count } بلا مكان
filtered-out = { $count } مستبعد بالتصفية
quarantined = { $count } في الحجر

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
