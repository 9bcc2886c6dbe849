//! What a split module draws: fetched when it is first opened, and again by a press where that failed.

use crate::{
    i18n::Words,
    pages::missing,
    state::ask::Asks,
    ui::tree::{View, once_painted},
};
use leptos::{prelude::*, reactive::computed::ScopedFuture, wasm_split::SplitLoaderError};

/// How far a page of the second module has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Fetching,
    Here,
    Failed,
}

/// A page of the second module, or where it has no name a part of a page: fetched when it is first opened, and again by a
/// press where that failed.
pub(super) fn fetched<F>(
    w: &'static Words,
    name: Option<&'static str>,
    make: impl Fn() -> F + Clone + 'static,
) -> View
where
    F: Future<Output = Result<View, SplitLoaderError>> + 'static,
{
    let stage = RwSignal::new(Stage::Fetching);
    let page = StoredValue::new_local(None::<View>);
    let make = StoredValue::new_local(make);
    let owner = StoredValue::new_local(Owner::current());
    let asks = use_context::<Asks>();
    let fetch = move || {
        // Built under this page's owner, so that it ends with it; a page that was left meanwhile has no stage to move.
        let Some(owner) = owner.try_get_value().flatten() else {
            return;
        };
        stage.set(Stage::Fetching);
        let made = make.with_value(|make| make());
        let build = owner.with(|| {
            ScopedFuture::new_untracked(async move {
                let outcome = match made.await {
                    Ok(view) => {
                        page.try_update_value(|page| *page = Some(view));
                        Stage::Here
                    }
                    Err(_) => Stage::Failed,
                };
                if let (None, Some(name)) = (stage.try_set(outcome), name) {
                    mark_ready(asks, name);
                }
            })
        });
        leptos::task::spawn_local(build);
    };
    match name.is_none() && asks.is_some_and(|asks| is_unpainted(&asks)) {
        true => once_painted(fetch),
        false => fetch(),
    }
    let body = move || match stage.get() {
        Stage::Fetching if name.is_none() => View::none(),
        Stage::Fetching => missing::starting(w, View::none),
        Stage::Here => page.try_update_value(Option::take).flatten().into(),
        Stage::Failed if name.is_none() => missing::part_not_fetched(w, fetch),
        Stage::Failed => missing::not_fetched(w, fetch),
    };
    View::live(body)
}

/// Nothing was painted yet: what a page is not usable without comes first, then its picture, then the rest.
fn is_unpainted(asks: &Asks) -> bool {
    !asks.root().has_attribute("data-ready")
}

/// Marks the page as usable, for measurements, once it is painted.
pub(super) fn mark_ready(asks: Option<Asks>, name: &'static str) {
    let Some(root) = asks.map(|asks| asks.root()) else {
        return;
    };
    request_animation_frame(move || {
        // A name and a value that are fixed here are never refused.
        let _ = root.set_attribute("data-ready", name);
    });
}
