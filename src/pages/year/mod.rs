//! 履职答卷: a year as it stands, by kind, by month and by day, beside the year before.
mod circles;
mod counts;
mod days;
mod figure;
mod lists;
mod months;
mod objection;
mod points;
mod report;
mod scored;
mod six;
mod statement;
mod stats;
mod targets;
mod what_if;
mod why;

pub use self::report::report;
use self::{
    lists::Lists,
    scored::{Points, Read},
    stats::Stats,
};
use crate::{
    domain::{event::Act, lang::Lang, member::Member},
    i18n::{
        fill,
        report::report as report_words,
        words,
        year::{YearWords, year as own_words},
    },
    route::Route,
    scoring::score::Asked,
    state::{
        ask::{Ask, EventAsk, SheetAsk},
        at::At,
        cosigning::signed_in,
        desk::is_unsent,
        progress::Courses,
        rules_file::RulesFile,
        shelf::ended,
        telling::{self, Tone},
    },
    ui::{
        field::choices,
        head::{bones, page},
        icon::{Icon, icon, rings},
        link::link,
        notice::notice,
        tree::{View, el},
    },
};
use leptos::prelude::*;

/// The first year that the app can have records of.
const FIRST_YEAR: u16 = 2022;

/// The page of this year, or of another.
pub fn year(lang: Lang, at: At, member: &Member, of: Option<u16>) -> View {
    let own = own_words(lang);
    let this_year = at.clock.today_untracked().year();
    let year = of.unwrap_or(this_year);
    let Sums {
        rules,
        points,
        stats,
        ..
    } = gathered(lang, at, member, year);
    let office = RwSignal::new(None);
    at.asks.ask(Ask::Sheet(SheetAsk::Statement(year, office)));
    // Read twice, from the phone and from the backend: what is the same builds nothing anew.
    let office = Memo::new(move |_| office.get());
    let beside = Memo::new(move |_| office.with(Option::is_some));
    let villages = member.villages.clone();
    let events = at.events_known(year);
    // Asked where all is known.
    let nothing_done = Memo::new(move |_| stats.with(|stats| stats.now.total == 0));
    // Points and counts share the rings: they stand where there are targets, else with the counts.
    let ringed = Memo::new(move |_| !points.with(Points::has_targets));
    let sums = move || {
        // An absence counts too.
        if nothing_done.get() && !points.with(Points::tells_of_deeds) {
            return View::none();
        }
        let (points, beside) = (points.get(), beside.get());
        untrack(|| points::points(lang, at, &points, beside))
    };
    let stated = move || {
        let (points, office) = (points.get(), office.get());
        let said = office.map(|it| untrack(|| statement::statement(lang, at, &it, &points)));
        said.into()
    };
    let body = move || {
        if nothing_done.get() {
            return nothing(lang, year == this_year);
        }
        let (stats, ringed) = (stats.get(), ringed.get());
        untrack(|| {
            View::all([
                counts::counts(lang, at, &stats, ringed),
                months::months(lang, at, &stats),
                days::days(lang, &stats),
            ])
        })
    };
    let boxes = move || six::six(lang, at, year, &villages, points.with(Points::ask_six));
    let known = known(at, year, rules, events);
    // Where nothing could be had, no number would be true either.
    let has_numbers = Memo::new(move |_| stats.with(|stats| stats.is_read));
    let numbers = move || match has_numbers.get() {
        true => untrack(|| {
            View::all([
                View::live(sums),
                View::live(body),
                View::live(boxes.clone()),
            ])
        }),
        false => View::none(),
    };
    let rest = move || {
        View::all([
            View::live(move || apart(lang, at, year, stats)),
            View::live(stated),
            View::live(numbers.clone()),
            link(Route::Report(year), "btn", false, report_words(lang).link),
        ])
    };
    let inside = View::all([
        switch(own, at, year, this_year),
        View::live(move || fresh(lang, at, year, events)),
        View::live(move || if known.get() { untrack(&rest) } else { bones() }),
    ]);
    let title = fill(own.title_n, &[("year", &year.to_string())]);
    page(title, View::none(), inside)
}

/// What the pages of a year are made of.
#[derive(Clone, Copy)]
struct Sums {
    rules: Memo<Read>,
    points: Memo<Points>,
    stats: Memo<Stats>,
    courses: RwSignal<Courses>,
}

/// Asks for all that a year and the one before it need, and follows it.
fn gathered(lang: Lang, at: At, member: &Member, year: u16) -> Sums {
    let this_year = at.clock.today_untracked().year();
    let before = year.saturating_sub(1);
    // What was disputed later about this year stands in the years after it.
    for year in (before..=this_year.max(year)).rev() {
        at.asks.ask(Ask::Refresh(year));
    }
    // A suggestion about an event is a record too.
    at.asks.ask(Ask::Event(EventAsk::Forms));
    Effect::new(move |_| {
        if at.session.holds_events.get() {
            for year in [year, before] {
                at.asks.ask(Ask::Event(EventAsk::Read(year)));
            }
        }
    });
    let file = RwSignal::new(RulesFile::Reading);
    at.asks.ask(Ask::Rules(file));
    let rules = Memo::new(move |_| Read::new(file.get()));
    let courses = RwSignal::new(Courses::default());
    for year in [year, before] {
        at.asks.ask(Ask::Sheet(SheetAsk::Progress(year, courses)));
    }
    let cosigning = at.calendar.dates().cosigning;
    at.asks.ask(Ask::Sheet(SheetAsk::Cosigning(cosigning)));
    // That there are none says nothing new.
    let signed = Memo::new(move |_| cosigning.with(|all| signed_in(year, all)));
    let asked = Asked {
        year,
        villages: member.villages.clone(),
    };
    let [now, before] = [year, before].map(|year| Lists::followed(at, year));
    // A year is scored once more where something is said of its own records alone.
    let told = Memo::new(move |_| courses.with(|courses| courses.of_year(year)));
    let points = move |now: &Lists| {
        let scored = |rules: &Read, told: &Courses| {
            signed.with(|signed| scored::points(lang, now, &asked, rules, (told, signed)))
        };
        rules.with(|rules| told.with(|told| scored(rules, told)))
    };
    let stats = move |now: &Lists| before.with(|before| Stats::new(lang, at, year, (now, before)));
    Sums {
        rules,
        points: Memo::new(move |_| now.with(&points)),
        stats: Memo::new(move |_| now.with(stats)),
        courses,
    }
}

/// Whether the rules, the records and the events of a year were had, or can't be had now: before, no number would be true. Once known it stays so.
fn known(at: At, year: u16, rules: Memo<Read>, events: Memo<bool>) -> Memo<bool> {
    let had = move || at.shelf.years.with(|years| years.get(&year).is_some());
    let ended = ended(at.shelf.reading, year);
    let known = move || (had() || ended()) && events.get() && rules.with(Read::is_known);
    let undone = at.session.undone;
    Memo::new(move |was: Option<&bool>| was == Some(&true) || undone.get() || known())
}

/// To another year.
fn switch(own: &YearWords, at: At, year: u16, this_year: u16) -> View {
    let option = |year: u16| {
        let number = year.to_string();
        let name = fill(own.year_n, &[("year", &number)]);
        (number, name)
    };
    // An address may name a year that the list has not.
    let more = (!(FIRST_YEAR..=this_year).contains(&year)).then_some(year);
    let years = more.into_iter().chain((FIRST_YEAR..=this_year).rev());
    let go = move |event| {
        let chosen = event_target_value(&event).parse().ok();
        let other = chosen.filter(|year| *year != this_year);
        at.asks.ask(Ask::Go(Route::Year(other)));
    };
    let list = el("select")
        .class("in")
        .child(choices(years.map(option).collect()))
        .prop("value", move || year.to_string().as_str().into())
        .on("change", go);
    let label = el("label")
        .child(el("span").class("vh").child(own.choose_year))
        .child(list);
    el("div").class("filter").child(label).into()
}

/// How fresh the year is.
fn fresh(lang: Lang, at: At, year: u16, events: Memo<bool>) -> View {
    let own = own_words(lang);
    let as_of = at
        .shelf
        .years
        .with(|years| years.get(&year).map(|list| list.as_of));
    let reading = at
        .shelf
        .reading
        .with(|reading| reading.get(&year).copied().unwrap_or_default());
    let text = telling::as_of(lang, reading, as_of, own.records_never);
    let no_events = at.session.holds_events.get()
        && as_of.is_some()
        && events.get()
        && (at.calendar.dates().years).with(|years| years.get(&year).is_none());
    let events = no_events.then(|| el("p").class("hint").child(own.events_never));
    View::all([el("p").class("hint").child(text).into(), events.into()])
}

/// How much would count and has not arrived.
fn waiting(at: At, year: u16) -> usize {
    let this_year = at.clock.today().year();
    at.desk.rows.with(|rows| {
        let counts = |kind| matches!(Act::of(kind), None | Some(Act::CheckIn)) && kind.is_duty();
        rows.iter()
            .filter(|row| is_unsent(row) && counts(&row.entry.kind))
            .filter(|row| row.entry.day.map_or(this_year, |day| day.year()) == year)
            .count()
    })
}

/// What is there and not counted.
fn apart(lang: Lang, at: At, year: u16, stats: Memo<Stats>) -> View {
    let own = own_words(lang);
    let waiting = waiting(at, year);
    let returned = stats.with(|stats| stats.now.returned);
    let said = |tone, pattern, n: String, way| notice(tone, fill(pattern, &[("n", &n)]), Some(way));
    let waiting = (waiting > 0).then(|| {
        let way = link(Route::Outbox, "", false, words(lang).outbox);
        said(Tone::Wait, own.waiting, waiting.to_string(), way)
    });
    let returned = (returned > 0).then(|| {
        let way = link(Route::Records, "", false, own.see_returned);
        said(Tone::Due, own.returned, returned.to_string(), way)
    });
    el("div")
        .attr("role", "status")
        .child(waiting)
        .child(returned)
        .into()
}

/// A year without anything.
fn nothing(lang: Lang, is_now: bool) -> View {
    let own = own_words(lang);
    let text = if is_now {
        own.empty_now
    } else {
        own.empty_past
    };
    let begin = is_now.then(|| {
        let inside = View::all([icon(Icon::Plus), words(lang).log_one.into()]);
        link(Route::Choose, "go", false, inside)
    });
    el("div")
        .class("empty")
        .child(rings())
        .child(el("p").child(text))
        .child(begin)
        .into()
}
