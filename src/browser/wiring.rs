//! What every answer to an ask has at hand.

use super::partition::Partition;
use crate::{
    app::Handles,
    domain::{client_ref::ClientRef, file::File, moment::Moment, record::Photo},
    profile::{Profile, reading::Session},
    stored::row::ItemRow,
};
use futures_util::lock::Mutex;
use leptos::prelude::*;
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element};

/// What was taken away last, until the next screen.
pub(super) enum Discarded {
    /// A draft, with its photos and versions.
    Draft(ItemRow, Vec<(ClientRef, Vec<u8>)>),
    /// A photo or a file of a draft.
    Photo {
        draft: ClientRef,
        photo: Photo,
        /// Where it stood.
        place: usize,
        /// A file stands in an answer too: its field, and itself.
        file: Option<(String, File)>,
        /// Nothing where they are the backend's alone.
        bytes: Option<Vec<u8>>,
    },
}

/// The one wiring of the page.
pub(super) struct Wiring {
    pub(super) handles: Handles,
    /// What the page around the app gives (`host.rs`).
    pub(super) given: JsValue,
    /// How the backend is spoken to, for as long as the page lives; empty until it was read.
    pub(super) profile: Mutex<Option<&'static Profile>>,
    /// The partition that is open.
    pub(super) partition: RefCell<Option<Rc<Partition>>>,
    /// Writes to drafts go one after another: each starts from what the last one left.
    pub(super) turn: Mutex<()>,
    pub(super) discarded: RefCell<Option<Discarded>>,
    /// The catalog's text, kept for the whole reading; empty once that is done.
    pub(super) catalog: RefCell<String>,
    /// The timer that wakes the loop.
    pub(super) timer: Cell<Option<i32>>,
    /// Something was received that the page around the app was not told of.
    pub(super) received: Cell<bool>,
    /// Something arrived that the list of the year does not show yet.
    pub(super) arrived: Cell<bool>,
    /// The backend answered acts: the events say where the member stands now.
    pub(super) attended: Cell<bool>,
    /// The backend was not told yet up to where its notices were read here.
    pub(super) untold: Cell<bool>,
    /// When its notices were last asked for since the page was opened.
    pub(super) noticed: Cell<Moment>,
    /// A sign-in that came from elsewhere, until its member has said how it is kept.
    pub(super) brought: RefCell<Option<Session>>,
    /// A sign-in is renewed once, whoever finds it lost.
    pub(super) renewing: Mutex<()>,
    /// When that was done last.
    pub(super) renewed: Cell<Moment>,
    /// The token that the page around the app was told to be refused, until it gives one that is taken.
    pub(super) refused: RefCell<Option<String>>,
    /// A list could not be read for the lost sign-in.
    pub(super) unread: Cell<bool>,
    /// The app has started: what was kept is open, or is not.
    pub(super) started: Cell<bool>,
    /// How often it was asked who is here.
    pub(super) visits: Cell<u32>,
    /// Who comes by the page around the app comes in one after another.
    pub(super) entering: Mutex<()>,
    /// A file that the system opened with the app, until a page takes it in.
    pub(super) launched: RefCell<Option<web_sys::File>>,
    /// What the handles belong to, inside a portal: they last as long as anything is under way.
    pub(super) owner: RefCell<Option<Owner>>,
}

impl Wiring {
    pub(super) fn new(handles: Handles, given: JsValue) -> Self {
        Self {
            handles,
            given,
            profile: Mutex::new(None),
            partition: RefCell::new(None),
            turn: Mutex::new(()),
            discarded: RefCell::new(None),
            catalog: RefCell::default(),
            timer: Cell::new(None),
            received: Cell::new(false),
            arrived: Cell::new(false),
            attended: Cell::new(false),
            untold: Cell::new(false),
            noticed: Cell::default(),
            brought: RefCell::default(),
            renewing: Mutex::new(()),
            refused: RefCell::default(),
            renewed: Cell::default(),
            unread: Cell::new(false),
            started: Cell::new(false),
            visits: Cell::new(0),
            entering: Mutex::new(()),
            launched: RefCell::default(),
            owner: RefCell::default(),
        }
    }

    /// What has this id where the app stands.
    pub(super) fn find(&self, id: &str) -> Option<Element> {
        // Shadows and documents are asked for ids in the same way.
        let tree = self.handles.asks.root().get_root_node();
        tree.unchecked_into::<Document>().get_element_by_id(id)
    }

    /// The open partition.
    pub(super) fn open(&self) -> Option<Rc<Partition>> {
        self.partition.borrow().clone()
    }

    /// Whether this partition is still the open one: what comes back after a sign-out is dropped.
    pub(super) fn is_open(&self, partition: &Rc<Partition>) -> bool {
        self.partition
            .borrow()
            .as_ref()
            .is_some_and(|open| Rc::ptr_eq(open, partition))
    }

    /// Items submitted and not received, as the page has them.
    pub(super) fn unsent(&self) -> u32 {
        u32::try_from(untrack(|| self.handles.desk.unsent())).unwrap_or(u32::MAX)
    }

    /// What came of a deed, in the language that is set.
    pub(super) fn deed_words(&self) -> &'static crate::i18n::DeedWords {
        crate::i18n::deeds(self.handles.settings.lang.get_untracked())
    }

    /// The words of the language that is set.
    pub(super) fn words(&self) -> &'static crate::i18n::Words {
        crate::i18n::words(self.handles.settings.lang.get_untracked())
    }
}

impl Drop for Wiring {
    /// What the handles hold may hold the owner in turn.
    fn drop(&mut self) {
        if let Some(owner) = self.owner.take() {
            owner.cleanup();
        }
    }
}
