//! A list whose pieces stay while their keys stay: what moves elsewhere in the list takes nobody's focus.

use super::tree::{El, View, el};
use leptos::{prelude::*, reactive::effect::RenderEffect, web_sys::Element};
use std::cell::RefCell;

struct Piece<K> {
    key: K,
    element: Element,
    owner: Owner,
}

/// A `ul` with a piece for each key, in the order of the keys; a piece is made once, when its key comes.
pub fn each<K: Clone + PartialEq + 'static>(
    class: &str,
    keys: impl Fn() -> Vec<K> + 'static,
    make: impl Fn(K) -> El + 'static,
) -> View {
    let list = el("ul").class(class);
    let place = list.element();
    let owner = Owner::current().unwrap_or_default();
    let pieces: RefCell<Vec<Piece<K>>> = RefCell::default();
    let arrange = move || {
        let keys = keys();
        let mut old = std::mem::take(&mut *pieces.borrow_mut());
        let mut new = Vec::with_capacity(keys.len());
        for key in keys {
            let kept = old.iter().position(|piece| piece.key == key);
            new.push(match kept {
                Some(at) => old.remove(at),
                None => {
                    let owner = owner.child();
                    let element = owner.with(|| untrack(|| make(key.clone()))).element();
                    Piece {
                        key,
                        element,
                        owner,
                    }
                }
            });
        }
        for gone in old {
            gone.element.remove();
            gone.owner.cleanup();
        }
        let mut next = place.first_element_child();
        for piece in &new {
            if next.as_ref() == Some(&piece.element) {
                next = piece.element.next_element_sibling();
            } else {
                // Both are ours and in place: the browser has no reason to refuse.
                let _ = place.insert_before(&piece.element, next.as_deref());
            }
        }
        pieces.replace(new);
    };
    StoredValue::new_local(RenderEffect::new(move |_| arrange()));
    list.into()
}
