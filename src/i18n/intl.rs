//! Days, times and sizes as people write them, by the platform's `Intl`.

use crate::domain::{day::Day, lang::Lang, moment::Moment};

/// 11月22日 周日
pub fn day(lang: Lang, day: Day) -> String {
    format(
        lang,
        day.noon(),
        &[("month", "short"), ("day", "numeric"), ("weekday", "short")],
    )
}

/// 2026年11月22日星期日
pub fn day_long(lang: Lang, day: Day) -> String {
    let parts = &[
        ("year", "numeric"),
        ("month", "long"),
        ("day", "numeric"),
        ("weekday", "long"),
    ];
    format(lang, day.noon(), parts)
}

/// 11月
pub fn month(lang: Lang, day: Day) -> String {
    format(lang, day.noon(), &[("month", "short")])
}

/// 2026年11月
pub fn month_long(lang: Lang, day: Day) -> String {
    format(lang, day.noon(), &[("year", "numeric"), ("month", "long")])
}

/// 周日
pub fn weekday(lang: Lang, day: Day) -> String {
    format(lang, day.noon(), &[("weekday", "short")])
}

/// 11月22日周日 09:41
pub fn moment_of_week(lang: Lang, at: Moment) -> String {
    let parts = &[
        ("month", "short"),
        ("day", "numeric"),
        ("weekday", "short"),
        ("hour", "2-digit"),
        ("minute", "2-digit"),
        ("hourCycle", "h23"),
    ];
    format(lang, at, parts)
}

/// 09:41, in the body's zone.
pub fn time(lang: Lang, moment: Moment) -> String {
    format(
        lang,
        moment,
        &[
            ("hour", "2-digit"),
            ("minute", "2-digit"),
            ("hourCycle", "h23"),
        ],
    )
}

/// 11月22日 09:41
pub fn moment(lang: Lang, at: Moment) -> String {
    let parts = &[
        ("month", "short"),
        ("day", "numeric"),
        ("hour", "2-digit"),
        ("minute", "2-digit"),
        ("hourCycle", "h23"),
    ];
    format(lang, at, parts)
}

/// 12.3 MB, 10.7 GB; decimal units, one place.
pub fn bytes(bytes: f64) -> String {
    let (unit, size) = if bytes < 1e9 {
        ("MB", 1e5)
    } else {
        ("GB", 1e8)
    };
    let tenths = (bytes / size).round() as u64;
    format!("{}.{} {unit}", tenths / 10, tenths % 10)
}

/// What is written of an instant, as `Intl` names it.
type Parts = &'static [(&'static str, &'static str)];

/// How an instant is written; making one costs a phone far more than using it, so each is made once.
#[cfg(target_arch = "wasm32")]
type Formatter = js_sys::Function;
#[cfg(target_arch = "wasm32")]
type Formatters = Vec<(Lang, Parts, Formatter)>;
#[cfg(target_arch = "wasm32")]
thread_local! {
    static MADE: std::cell::RefCell<Formatters> = const { std::cell::RefCell::new(Vec::new()) };
}

#[cfg(target_arch = "wasm32")]
fn format(lang: Lang, at: Moment, parts: Parts) -> String {
    let made = MADE.with_borrow(|made| {
        let mut made = made.iter();
        let one = made.find(|(of, with, _)| *of == lang && std::ptr::eq(*with, parts));
        one.map(|(.., formatter)| formatter.clone())
    });
    let formatter = made.unwrap_or_else(|| {
        let formatter = formatter(lang, parts);
        MADE.with_borrow_mut(|made| made.push((lang, parts, formatter.clone())));
        formatter
    });
    let date = js_sys::Date::new(&wasm_bindgen::JsValue::from_f64(at.0 as f64));
    formatter
        .call1(&wasm_bindgen::JsValue::UNDEFINED, &date)
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_else(|| Day::at(at).to_string())
}

#[cfg(target_arch = "wasm32")]
fn formatter(lang: Lang, parts: Parts) -> Formatter {
    use js_sys::{Array, Intl::DateTimeFormat, Object, Reflect};
    let options = Object::new();
    let zone = ("timeZone", "Asia/Shanghai");
    for (name, value) in parts.iter().chain(std::iter::once(&zone)) {
        // A plain object takes any property; an engine that did not would format by its defaults.
        let _ = Reflect::set(&options, &(*name).into(), &(*value).into());
    }
    DateTimeFormat::new(&Array::of1(&lang.tag().into()), &options).format()
}

/// Away from a browser there is no `Intl`: the plain day.
#[cfg(not(target_arch = "wasm32"))]
fn format(_: Lang, at: Moment, _: Parts) -> String {
    Day::at(at).to_string()
}
