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

/// For each initial of pinyin behind `a` the first letter that sounds so; none sounds like i, u or v. What stands before the first of
/// them sounds like a: which letter begins those, ICU 72 and 78 do not agree.
#[cfg(target_arch = "wasm32")]
const FIRST: [(char, &str); 22] = [
    ('b', "八"),
    ('c', "嚓"),
    ('d', "咑"),
    ('e', "妸"),
    ('f', "发"),
    ('g', "旮"),
    ('h', "哈"),
    ('j', "丌"),
    ('k', "咔"),
    ('l', "垃"),
    ('m', "呣"),
    ('n', "拏"),
    ('o', "噢"),
    ('p', "妑"),
    ('q', "七"),
    ('r', "呥"),
    ('s', "仨"),
    ('t', "他"),
    ('w', "屲"),
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
        let found = found.ok()?.as_string()?;
        let collation = Self {
            compare: collator.compare(),
            known: Default::default(),
        };
        // Some name the order that a language has anyway by no name of its own.
        let known = found == name || name == "pinyin" && collation.is_by_sound();
        known.then_some(collation)
    }

    fn is_by_sound(&self) -> bool {
        let mut pairs = FIRST.iter().zip(FIRST.iter().skip(1));
        pairs.all(|((_, one), (_, two))| self.compared(one, two).is_some_and(|it| it < 0.0))
    }

    fn compared(&self, one: &str, two: &str) -> Option<f64> {
        let none = wasm_bindgen::JsValue::UNDEFINED;
        let order = self.compare.call2(&none, &one.into(), &two.into());
        order.ok()?.as_f64()
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
        let mut initial = 'a';
        for (name, first) in FIRST {
            if self.compared(first, &letter_text)? > 0.0 {
                break;
            }
            initial = name;
        }
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
