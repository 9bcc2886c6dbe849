//! Files by name and size.

use super::{
    icon::{Icon, icon},
    tree::{Live, View, button, el},
};
use crate::{
    domain::{client_ref::ClientRef, file::File, lang::Lang},
    i18n::{files::files, fill},
};
use std::rc::Rc;

/// What can be done with them.
#[derive(Clone)]
pub struct Acts {
    /// Called with the file that is wanted.
    pub hand: Rc<dyn Fn(File)>,
    /// Called with the one to take away, where they can be.
    pub remove: Option<Rc<dyn Fn(ClientRef)>>,
}

/// A list of files, each with its size in words.
pub fn list(lang: Lang, shown: Live<Vec<(File, String)>>, acts: Acts) -> View {
    let f = files(lang);
    let line = move |(file, size): (File, String)| {
        let (hand, wanted) = (Rc::clone(&acts.hand), file.clone());
        let what = el("span")
            .class("t")
            .child(el("bdi").child(file.name.as_str()))
            .child(el("small").child(fill(f.download, &[("size", &size)])));
        let name = button("quiet", what, move || hand(wanted.clone()));
        let away = acts.remove.as_ref().map(|remove| {
            let (remove, id) = (Rc::clone(remove), file.id);
            let name = fill(f.remove, &[("name", &file.name)]);
            button("quiet", icon(Icon::Cross), move || remove(id.clone())).attr("aria-label", &name)
        });
        el("li").child(name).child(away).into()
    };
    let lines = move || View::all(shown().into_iter().map(&line));
    el("ul").class("files").live(lines).into()
}
