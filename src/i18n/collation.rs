//! What the browser knows of the order of Chinese letters (`Intl.Collator`).

#[cfg(target_arch = "wasm32")]
use js_sys::{Array, Function, Intl::Collator, Object, Reflect};
#[cfg(target_arch = "wasm32")]
use std::collections::BTreeMap;

/// An order of names.
pub struct Collation {
    #[cfg(target_arch = "wasm32")]
    compare: Function,
    /// Initials that were found.
    #[cfg(target_arch = "wasm32")]
    known: std::cell::RefCell<BTreeMap<char, char>>,
}

/// For each initial of pinyin the first letter that sounds so; none sounds like i, u or v.
#[cfg(target_arch = "wasm32")]
const FIRST: [(char, &str); 23] = [
    ('a', "阿"),
    ('b', "八"),
    ('c', "嚓"),
    ('d', "哒"),
    ('e', "妸"),
    ('f', "发"),
    ('g', "旮"),
    ('h', "哈"),
    ('j', "讥"),
    ('k', "咔"),
    ('l', "垃"),
    ('m', "痳"),
    ('n', "拏"),
    ('o', "噢"),
    ('p', "妑"),
    ('q', "七"),
    ('r', "呥"),
    ('s', "扨"),
    ('t', "它"),
    ('w', "穵"),
    ('x', "夕"),
    ('y', "丫"),
    ('z', "帀"),
];

#[cfg(target_arch = "wasm32")]
impl Collation {
    /// `pinyin` or `stroke`; `None` where the browser does not know it.
    pub fn of(name: &str) -> Option<Self> {
        let tag = ["zh-u-co-", name].concat();
        let collator = Collator::new(&Array::of1(&tag.into()), &Object::new());
        let found = Reflect::get(&collator.resolved_options(), &"collation".into());
        let known = found.ok()?.as_string()? == name;
        known.then(|| Self {
            compare: collator.compare(),
            known: Default::default(),
        })
    }

    /// The names' places, in order. The browser's own sort: one of ours would call it for each pair.
    pub fn places(&self, names: &[&str]) -> Option<Vec<usize>> {
        let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let sorted = Array::new();
        for (place, name) in names.iter().enumerate().rev() {
            places.entry((*name).to_owned()).or_default().push(place);
            sorted.push(&(*name).into());
        }
        let sort = Reflect::get(&sorted, &"sort".into()).ok()?;
        Function::from(sort).call1(&sorted, &self.compare).ok()?;
        let mut found = Vec::with_capacity(names.len());
        for name in sorted.iter() {
            found.extend(places.get_mut(&name.as_string()?).and_then(Vec::pop));
        }
        Some(found)
    }

    /// What the pinyin of a letter begins with. Only an order by pinyin knows.
    pub fn initial(&self, letter: char) -> Option<char> {
        if !matches!(letter, '\u{3400}'..='\u{9fff}') {
            return None;
        }
        if let Some(known) = self.known.borrow().get(&letter) {
            return Some(*known);
        }
        let letter_text = letter.to_string();
        let (mut initial, none) = (None, wasm_bindgen::JsValue::UNDEFINED);
        for (name, first) in FIRST {
            let order = self
                .compare
                .call2(&none, &first.into(), &letter_text.as_str().into());
            if order.ok()?.as_f64()? > 0.0 {
                break;
            }
            initial = Some(name);
        }
        let initial = initial?;
        self.known.borrow_mut().insert(letter, initial);
        Some(initial)
    }
}

/// Away from a browser nothing is known.
#[cfg(not(target_arch = "wasm32"))]
impl Collation {
    /// None.
    pub fn of(_: &str) -> Option<Self> {
        None
    }

    /// None.
    pub fn places(&self, _: &[&str]) -> Option<Vec<usize>> {
        None
    }

    /// None.
    pub fn initial(&self, _: char) -> Option<char> {
        None
    }
}
