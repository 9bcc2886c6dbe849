//! 导出我的全部: all years, as a table, as the office's sheet, as JSON.

use super::super::{FIRST_YEAR, Lists, Sums, scored};
use super::{super::scored::Points, items::state_of};
use crate::{
    domain::{answer::Answer, day::Day, lang::Lang, member::Member, record::KindId},
    forms::field::Field,
    i18n::{
        events::events,
        fill,
        report::{ReportWords, report as words_of_report},
        sheet::word,
        words,
    },
    report::mine::{Mine, Waiting, YearOfMine, is_mine},
    scoring::{
        csv::{self, Line, Whose, Wording},
        score::Asked,
    },
    state::{
        ask::{Ask, EventAsk, SheetAsk},
        at::At,
        cosigning::signed_in,
        desk::{Pile, pile_of},
        making::{Making, ReportAsk},
        shelf::Reading,
        telling::{self, Tone},
        telling_acts,
    },
    ui::{
        copying::copying,
        notice::notice,
        tree::{View, button, el},
    },
};
use leptos::prelude::*;

/// Where the text of all of it stands.
const TEXT: &str = "everything";
/// Where a text stands of which the browser made no file.
const UNSAVED: &str = "unsaved";
const TABLE: &str = "text/csv;charset=utf-8";

/// The section: a press fetches the other years and shows the ways out.
pub(super) fn everything(
    lang: Lang,
    at: At,
    member: &Member,
    year: u16,
    sums: Sums,
    making: RwSignal<Making>,
) -> View {
    let w = words_of_report(lang);
    let open = RwSignal::new(false);
    let begin = move || {
        for year in years(at) {
            at.asks.ask(Ask::Refresh(year));
            at.asks
                .ask(Ask::Sheet(SheetAsk::Progress(year, sums.courses)));
            if at.session.holds_events.get_untracked() {
                at.asks.ask(Ask::Event(EventAsk::Read(year)));
            }
        }
        open.set(true);
    };
    let member = StoredValue::new(member.clone());
    let ways = move || {
        if open.get() {
            untrack(|| ways(lang, at, member, year, sums, making))
        } else {
            button("btn", w.export, begin).into()
        }
    };
    el("div")
        .class("leave")
        .child(el("h2").class("sec").child(w.export))
        .child(el("p").class("hint").child(w.export_hint))
        .live(ways)
        .into()
}

fn years(at: At) -> std::ops::RangeInclusive<u16> {
    FIRST_YEAR..=at.clock.today_untracked().year()
}

fn ways(
    lang: Lang,
    at: At,
    member: StoredValue<Member>,
    year: u16,
    sums: Sums,
    making: RwSignal<Making>,
) -> View {
    let w = words_of_report(lang);
    let made = move || untrack(|| mine(lang, at, member.get_value(), sums));
    let last = RwSignal::new(String::new());
    let save = move |text: String, mime: &'static str, name: String| {
        last.set(text.clone());
        let ask = ReportAsk::Save { text, mime, name };
        at.asks.ask(Ask::Sheet(SheetAsk::Report(ask, making)));
    };
    let (file, of_year) = (w.file_all, year.to_string());
    let table = button("btn", w.export_table, move || {
        save(csv_of(lang, at, &made()), TABLE, format!("{file}.csv"));
    });
    let points = fill(w.export_points, &[("year", &of_year)]);
    let points = button("btn", points, move || {
        let name = fill(w.file_points, &[("year", &year.to_string())]);
        let text = untrack(|| points_of(lang, &member.get_value(), sums));
        save(text, TABLE, format!("{name}.csv"));
    });
    let json = button("btn", w.export_json, move || {
        save(made().to_json(), "application/json", format!("{file}.json"));
    });
    let saved = Memo::new(move |_| making.with(|making| making.saved));
    let said = move || match saved.get() {
        None => View::none(),
        Some(true) => notice(Tone::Done, w.export_saved, None),
        Some(false) => notice(Tone::Due, w.export_failed, None),
    };
    // What no file comes of is there to be copied.
    let unsaved = move || match saved.get() {
        Some(false) => {
            let words = (UNSAVED, w.unsaved_copy, w.unsaved_label);
            copying(lang, at.asks, words, move || last.get_untracked())
        }
        Some(true) | None => View::none(),
    };
    let words = (TEXT, w.export_copy, w.export_label);
    View::all([
        el("p")
            .class("hint")
            .attr("role", "status")
            .live_text(move || had(w, at))
            .into(),
        el("div")
            .class("pair")
            .child(table)
            .child(points)
            .child(json)
            .into(),
        el("div").attr("role", "status").live(said).into(),
        el("div").live(unsaved).into(),
        copying(lang, at.asks, words, move || made().to_json()),
    ])
}

/// Which years are in it.
fn had(w: &ReportWords, at: At) -> String {
    let (mut has, mut lacks): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    for year in years(at) {
        let read = at.shelf.years.with(|years| years.get(&year).is_some());
        let busy = at
            .shelf
            .reading
            .with(|reading| reading.get(&year) == Some(&Reading::Busy));
        if read {
            has.push(year.to_string());
        } else if !busy {
            lacks.push(year.to_string());
        }
    }
    let told = |pattern, years: Vec<String>| {
        (!years.is_empty()).then(|| fill(pattern, &[("years", &years.join(w.comma))]))
    };
    let said = [told(w.export_has, has), told(w.export_lacks, lacks)];
    let said: Vec<String> = said.into_iter().flatten().collect();
    said.join(w.semicolon)
}

/// All that the phone has.
fn mine(lang: Lang, at: At, member: Member, sums: Sums) -> Mine {
    let of_year = |year: u16| {
        let (records, as_of) = at.shelf.years.with(|years| {
            let list = years.get(&year)?;
            Some((list.records.clone(), list.as_of))
        })?;
        let events = at.calendar.dates().years.with(|years| {
            let list = years.get(&year).map(|list| list.events.as_slice());
            let mine = list.unwrap_or_default().iter().filter(|it| is_mine(it));
            mine.cloned().collect()
        });
        let asked = Asked {
            year,
            villages: member.villages.clone(),
        };
        let lists = Lists::of(at, year);
        let points = sums.rules.with(|rules| {
            let cosigning = at.calendar.dates().cosigning;
            let signed = cosigning.with_untracked(|all| signed_in(year, all));
            let points =
                |courses: &_| scored::points(lang, &lists, &asked, rules, (courses, &signed));
            sums.courses.with(points)
        });
        let sheet = match points {
            Points::Are(scored) => Some(scored.sheet().clone()),
            Points::Reading | Points::Absent | Points::Not(_) => None,
        };
        Some(YearOfMine {
            year,
            as_of,
            records,
            events,
            sheet,
        })
    };
    let waiting = at.desk.rows.with(|rows| {
        let state = |pile| match pile {
            Pile::Draft => Some("draft"),
            Pile::Going => Some("waiting"),
            Pile::Needing => Some("needs_you"),
            Pile::Arrived => None,
        };
        let waiting = |row: &crate::stored::row::ItemRow| {
            let entry = crate::domain::record::Entry::clone(&row.entry);
            let state = state(pile_of(&row.item.state))?;
            Some(Waiting { entry, state })
        };
        rows.iter().filter_map(waiting).collect()
    });
    Mine {
        years: years(at).filter_map(of_year).collect(),
        made: at.clock.0.get(),
        waiting,
        member,
    }
}

/// Records, events and what waits, a line each.
fn csv_of(lang: Lang, at: At, mine: &Mine) -> String {
    let w = words_of_report(lang);
    let mut out = String::new();
    let heads = [
        w.column_sort,
        w.column_day,
        w.column_kind,
        w.column_name,
        w.column_place,
        w.state,
        w.column_receipt,
        w.column_content,
        w.column_id,
    ];
    let mut line = Line::first(&mut out);
    heads.iter().for_each(|head| line.text(head));
    line.end();
    let mut add = |cells: [&str; 9]| {
        let mut line = Line::next(&mut out);
        cells.iter().for_each(|cell| line.text(cell));
        line.end();
    };
    let told = |id: &KindId, answers: &Answer| {
        let kind = at.duties.kind(id);
        let label = kind.as_ref().map_or(id.0.as_str(), |kind| kind.label(lang));
        let name = telling::name(lang, kind.as_ref(), answers);
        (label.to_owned(), name, content(lang, at, id, answers))
    };
    for year in &mine.years {
        for it in &year.records {
            let (kind, name, content) = told(&it.kind, &it.answers);
            let (_, state) = telling::standing_tag(words(lang), &it.standing);
            let (day, id) = (it.day.to_string(), it.client_ref.to_string());
            let receipt = it.receipt.as_deref().unwrap_or_default();
            add([
                w.sort_record,
                &day,
                &kind,
                &name,
                "",
                state,
                receipt,
                &content,
                &id,
            ]);
        }
        for it in &year.events {
            let kind = telling_acts::kind(events(lang), &it.kind.0);
            let day = Day::at(it.starts).to_string();
            let (state, id) = (state_of(lang, it), it.id.as_str());
            add([
                w.sort_event,
                &day,
                kind,
                &it.title,
                &it.place,
                state,
                "",
                "",
                id,
            ]);
        }
    }
    for it in &mine.waiting {
        let entry = &it.entry;
        let (kind, name, content) = told(&entry.kind, &entry.answers);
        let day = entry.day.map_or_else(String::new, |day| day.to_string());
        let state = if it.state == "draft" {
            words(lang).state_draft
        } else {
            words(lang).state_queued
        };
        add([
            w.sort_waiting,
            &day,
            &kind,
            &name,
            "",
            state,
            "",
            &content,
            entry.client_ref.as_str(),
        ]);
    }
    out
}

/// 书名：乡土中国；听众：30
fn content(lang: Lang, at: At, id: &KindId, answers: &Answer) -> String {
    let w = words_of_report(lang);
    let kind = at.duties.kind(id);
    let fields = kind.iter().flat_map(|kind| kind.form().fields());
    let said = fields.filter_map(|field| {
        let held = shown(lang, field, answers.field(field.key())?)?;
        Some(format!(
            "{}{held}",
            fill(w.colon, &[("name", field.label(lang))])
        ))
    });
    said.collect::<Vec<String>>().join(w.semicolon)
}

fn shown(lang: Lang, field: &Field, answer: &Answer) -> Option<String> {
    let w = words_of_report(lang);
    let label = |text: &str| {
        let choice = field.choices().iter().find(|choice| choice.value == text);
        choice.map_or(text, |choice| choice.label(lang)).to_owned()
    };
    let said = match answer {
        Answer::Flag(flag) => (if *flag { w.yes } else { w.no }).to_owned(),
        Answer::Text(text) => label(text),
        Answer::List(items) => {
            let texts = items.iter().filter_map(Answer::text).map(label);
            texts.collect::<Vec<String>>().join(w.comma)
        }
        Answer::Null | Answer::Int(_) | Answer::Real(_) | Answer::Group(_) => field.show(answer),
    };
    (!said.is_empty()).then_some(said)
}

/// The ledger of the year, as the office has it.
fn points_of(lang: Lang, member: &Member, sums: Sums) -> String {
    let word = |key: &str| word(lang, key);
    let say = Wording { lang, word: &word };
    let mut out = String::new();
    csv::head(&mut out, say);
    if let Points::Are(scored) = sums.points.get() {
        let whose = Whose {
            id: &member.number,
            name: &member.name,
        };
        csv::body(&mut out, whose, scored.sheet(), say);
    }
    out
}
