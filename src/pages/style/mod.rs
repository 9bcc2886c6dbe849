//! 部件: every component in every state, in light and in dark, for whoever reviews the look or adds to it. A component of
//! `ui` that is not shown here fails a test (`tests/architecture`).

mod asked;
mod basis;
mod shown;

use crate::{
    domain::lang::Lang,
    i18n::{style::style as own, words},
    route::Route,
    state::{ask::Asks, settings::Settings},
    ui::{
        head::page_below,
        tabs::tabs,
        tree::{View, el},
    },
};

/// What a sheet is drawn for.
#[derive(Clone, Copy)]
struct Look {
    lang: Lang,
    asks: Asks,
    settings: Settings,
    /// `light` or `dark`; ids on the page end with it.
    theme: &'static str,
}

impl Look {
    /// Of two fixed ids that of its theme.
    fn one_of(self, [light, dark]: [&'static str; 2]) -> &'static str {
        match self.theme {
            "dark" => dark,
            _ => light,
        }
    }

    fn id(self, name: &str) -> String {
        format!("{name}-{}", self.theme)
    }
}

/// A component's name in the code, and how it is drawn.
type Sheet = (&'static str, fn(Look) -> View);

/// The page.
pub fn style(lang: Lang, asks: Asks, settings: Settings) -> View {
    let w = own(lang);
    let themes = [("light", w.light), ("dark", w.dark)].map(|(theme, name)| {
        let look = Look {
            lang,
            asks,
            settings,
            theme,
        };
        side(look, name)
    });
    let both = el("div").class("both").child(Vec::from(themes));
    // A landmark of one name, so once.
    let bar = tabs(words(lang), &Route::Style, true);
    let both = View::all([both.into(), el("div").class("both").child(bar).into()]);
    let above = (Route::Help, words(lang).help);
    page_below(above, w.title, el("small").child(w.lead), both)
}

/// All sheets in one theme.
fn side(look: Look, name: &str) -> View {
    let sheets = [basis::SHEETS, asked::SHEETS, shown::SHEETS].concat();
    let sheets = sheets.into_iter().map(|(component, draw)| {
        let title = el("h3").attr("translate", "no").child(component);
        View::all([title.into(), draw(look)])
    });
    el("section")
        .attr("data-theme", look.theme)
        .attr("aria-label", name)
        .child(el("h2").child(name))
        .child(View::all(sheets))
        .into()
}
