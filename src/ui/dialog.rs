//! A question in the browser's own top layer.

use leptos::{html, prelude::*};

/// Asks while `open`; Escape and the back gesture answer with `close`. `acts` are the answers, the safest last.
pub fn dialog(
    id: &'static str,
    open: Signal<bool>,
    title: impl IntoView + 'static,
    body: impl IntoView + 'static,
    acts: impl IntoView + 'static,
    close: impl Fn() + 'static,
) -> AnyView {
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let wanted = open.get();
        if let Some(dialog) = node.get() {
            if wanted && !dialog.open() {
                // Refused only where it is open already.
                let _ = dialog.show_modal();
            } else if !wanted && dialog.open() {
                dialog.close();
            }
        }
    });
    let title_id = format!("{id}-title");
    let labelled = title_id.clone();
    view! {
        <dialog class={"dialog"} id={id} node_ref={node} aria-labelledby={labelled} on:close={move |_| close()}>
            <h2 id={title_id}>{title.into_any()}</h2>
            {body.into_any()}
            <div class={"acts"}>{acts.into_any()}</div>
        </dialog>
    }
    .into_any()
}
