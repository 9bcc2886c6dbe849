//! A view under a fresh owner in a fresh place, with handles of its own and every ask written down.

use crate::page;
use dajuan::{
    domain::{
        answer::Answer,
        client_ref::ClientRef,
        day::Day,
        lang::Lang,
        member::{Member, MemberId},
        record::{Entry, KindId, Record, Standing},
        step::Step,
    },
    forms::catalog::Catalog,
    outbox::item::{Item, State},
    pages::draft::{self, Later},
    state::{
        ask::{Ask, Asks},
        asks::Place,
        at::At,
        calendar::Calendar,
        clock::Clock,
        desk::Desk,
        duties::Duties,
        outlook::Outlook,
        session::{Keeping, Session},
        settings::{Settings, TextSize},
        shelf::{Shelf, YearList},
    },
    stored::row::ItemRow,
    ui::tree::View,
};
use leptos::{mount::mount_to, prelude::*, web_sys::Element};
use std::{
    cell::{Cell, RefCell},
    ops::Deref,
    rc::Rc,
    sync::Arc,
};
use wasm_bindgen::JsCast;

pub const KIND: &str = "reading_share";
pub const TODAY: (u16, u8, u8) = (2026, 11, 22);

thread_local!(static MINTED: Cell<u128> = const { Cell::new(0) });

pub fn mint() -> ClientRef {
    MINTED.set(MINTED.get() + 1);
    ClientRef::from_chance(MINTED.get().to_be_bytes())
}

pub fn today() -> Day {
    Day::new(TODAY.0, TODAY.1, TODAY.2).unwrap()
}

pub struct Stage {
    pub owner: Owner,
    place: Element,
    asked: Rc<RefCell<Vec<Ask>>>,
    pub asks: Asks,
    pub calendar: Calendar,
    pub clock: Clock,
    pub desk: Desk,
    pub duties: Duties,
    pub session: Session,
    pub settings: Settings,
    pub shelf: Shelf,
}

impl Stage {
    pub fn new() -> Self {
        page::tidy();
        let place = page::document().create_element("div").unwrap();
        place.set_id("place");
        let body = page::document().body().unwrap();
        body.append_child(&place).unwrap();
        // Nothing is shown by this; the runner of effects begins with the first mount.
        mount_to(place.clone().unchecked_into(), || ()).forget();
        let asked = Rc::new(RefCell::new(Vec::new()));
        let heard = Rc::clone(&asked);
        let owner = Owner::new();
        owner.with(|| {
            let catalog = Catalog::parse(include_str!("../../public/catalog.json")).unwrap();
            let duties = Duties::new();
            duties.logged.set(Some(Arc::new(catalog)));
            let own = Place {
                root: page::document().document_element().unwrap(),
                prefix: None,
            };
            let asks = Asks::new(own, move |ask| heard.borrow_mut().push(ask));
            provide_context(asks);
            let session = Session::new();
            session.keeping.set(Keeping::Kept);
            Self {
                owner: owner.clone(),
                place,
                asked,
                asks,
                clock: Clock(RwSignal::new(today().noon())),
                desk: Desk::new(),
                calendar: Calendar::new(),
                duties,
                session,
                settings: Settings::new(Lang::ZhCn, TextSize::Normal),
                shelf: Shelf::new(),
            }
        })
    }

    /// Shows a view; the page's first focus has come when this ends.
    pub async fn show(&self, make: impl FnOnce(&Self) -> View) {
        self.owner.with(|| make(self)).put_into(&self.place);
        page::turn().await;
    }

    /// A new reading share, as the browser begins one.
    pub async fn open_form(&self, lang: Lang) {
        let kind = self.duties.kind(&self.kind()).unwrap();
        let begun = Entry {
            answers: kind.form().fresh(today()).into(),
            ..entry("")
        };
        self.open_entry(lang, begun).await;
    }

    /// An entry that was begun.
    pub async fn open_entry(&self, lang: Lang, begun: Entry) {
        self.desk.begun.set(Some(begun));
        self.show(|stage| draft::new(lang, stage.at(), stage.kind(), rest(lang, stage.at())))
            .await;
        self.asked();
    }

    /// Looks at what was asked; it counts as asked still.
    pub fn hears(&self, look: impl FnMut(&Ask)) {
        self.asked.borrow().iter().for_each(look);
    }

    /// Makes a view under the owner of this one.
    pub fn owner(&self, make: impl FnOnce() -> View) -> View {
        self.owner.with(make)
    }

    /// Another page takes the place of this one.
    pub fn leave(&self) {
        self.owner.cleanup();
    }

    pub fn kind(&self) -> KindId {
        KindId(KIND.to_owned())
    }

    /// The handles of a page about duties.
    pub fn at(&self) -> At {
        At {
            session: self.session,
            desk: self.desk,
            shelf: self.shelf,
            duties: self.duties,
            calendar: self.calendar,
            clock: self.clock,
            settings: self.settings,
            asks: self.asks,
        }
    }

    /// The backend holds these.
    pub fn shelve(&self, records: Vec<Record>) {
        let list = YearList {
            records,
            ..YearList::default()
        };
        self.shelf
            .years
            .update(|years| years.insert(TODAY.0, Arc::new(list)));
    }

    /// What was asked since the last time, in order.
    pub fn asked(&self) -> Vec<Ask> {
        self.asked.borrow_mut().drain(..).collect()
    }

    pub fn place(&self) -> &Element {
        &self.place
    }

    /// All that is read aloud.
    pub fn text(&self) -> String {
        page::text(&self.place)
    }

    /// The one that has this role and this name.
    #[track_caller]
    pub fn one(&self, role: &str, name: &str) -> Element {
        let found = page::named(&self.place, role, name);
        assert_eq!(found.len(), 1, "{role} {name:?} in {:?}", self.names(role));
        found[0].clone()
    }

    pub fn has(&self, role: &str, name: &str) -> bool {
        !page::named(&self.place, role, name).is_empty()
    }

    /// Names of everything of a role.
    pub fn names(&self, role: &str) -> Vec<String> {
        page::all(&self.place, role)
            .iter()
            .map(page::name)
            .collect()
    }

    #[track_caller]
    pub fn press(&self, role: &str, name: &str) {
        page::press(&self.one(role, name));
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.owner.cleanup();
        self.place.remove();
    }
}

/// A page that is open, and the signal into which it wants its answers.
pub struct Open {
    pub stage: Stage,
    pub look: RwSignal<Outlook>,
}

impl Deref for Open {
    type Target = Stage;

    fn deref(&self) -> &Stage {
        &self.stage
    }
}

pub fn entry(title: &str) -> Entry {
    Entry {
        client_ref: mint(),
        kind: KindId(KIND.to_owned()),
        form_version: 1,
        day: Some(today()),
        answers: answers(&[("title", title), ("date", "2026-11-22")]),
        photos: Vec::new(),
        captured_at: None,
    }
}

pub fn answers(given: &[(&str, &str)]) -> Answer {
    let group = given
        .iter()
        .map(|(key, text)| ((*key).to_owned(), Answer::Text((*text).to_owned())));
    Answer::Group(group.collect())
}

pub fn row(state: State, entry: Entry) -> ItemRow {
    ItemRow {
        item: Item {
            client_ref: entry.client_ref.clone(),
            seq: 1,
            chain: entry.client_ref.clone(),
            state,
            attempts: 3,
            updates: false,
            in_doubt: 0,
            uploads: Vec::new(),
        },
        entry: std::sync::Arc::new(entry),
        update: None,
        changed_at: today().noon(),
        revision: 1,
    }
}

/// An item that waits since so many milliseconds.
pub fn since(state: State, title: &str, ms_ago: i64) -> ItemRow {
    let mut row = row(state, entry(title));
    Arc::make_mut(&mut row.entry).captured_at = Some(today().noon().plus_ms(-ms_ago));
    row
}

pub fn record(answers: Answer) -> Record {
    Record {
        client_ref: mint(),
        kind: KindId(KIND.to_owned()),
        form_version: 1,
        day: today(),
        answers,
        photos: Vec::new(),
        receipt: Some("R-7".to_owned()),
        standing: Standing::Received,
        logged: None,
    }
}

/// A proposal that was received.
pub fn proposal() -> Record {
    Record {
        kind: KindId("proposal".to_owned()),
        ..record(answers(&[("title", "老旧小区停车")]))
    }
}

/// A step that was taken.
pub fn step(id: &str, words: &str) -> Step {
    Step {
        id: id.to_owned(),
        day: Day::new(2026, 11, 20).unwrap(),
        words: words.to_owned(),
        level: None,
        unit: String::new(),
        files: Vec::new(),
    }
}

/// A form is about no event.
pub fn about() -> draft::Rest {
    Rc::new(|_| View::none())
}

/// What the later module draws, drawn at once.
pub fn rest(lang: Lang, at: At) -> draft::Rest {
    Rc::new(move |what| match what {
        Later::About(..) => View::none(),
        Later::Field(writing, field) => draft::field(lang, at, writing, &field),
        Later::Carried(writing, from) => draft::carried(lang, at, writing, from),
        Later::Asked(writing, checked, alike) => draft::asked(lang, at, writing, checked, alike),
        Later::Versions(writing) => draft::versions(lang, at, writing),
        Later::Far(writing, history) => draft::far(lang, at, writing, &history, &rest(lang, at)),
        Later::Steps(writing, from) => draft::steps(lang, at, writing, from, &rest(lang, at)),
    })
}

pub fn member() -> Member {
    Member {
        id: MemberId("7".to_owned()),
        issuer: "https://issuer.example".to_owned(),
        number: "0042".to_owned(),
        name: "林知夏".to_owned(),
        sector: String::new(),
        committee: String::new(),
        villages: Vec::new(),
    }
}
