//! What a member enters into a form, made up from its definition alone, and how they enter it.

use crate::{Phone, app, moment};
use dajuan::{
    domain::{answer::Answer, day::Day},
    forms::{
        answers::Answers,
        catalog::{Catalog, Kind},
        form::Form,
        list::List,
    },
};
use serde_json::{Map, Value, json};
use std::{fs, path::Path};

/// One field with what is entered: what is sent of it, and what the record's page says of it.
#[derive(Debug)]
pub struct Entered {
    pub key: String,
    /// Its label, which the record's page says too.
    label: String,
    /// Its name for assistive technology.
    name: String,
    way: Way,
    pub sent: Value,
    told: Told,
}

/// How it is entered.
#[derive(Debug)]
enum Way {
    Type(String),
    Day,
    Tap(String),
    Choose(String),
    /// Searched for by these letters.
    Find(String),
    /// Written where it could be searched for.
    Write(String),
    Photo,
    File,
}

/// What is read of it afterwards.
#[derive(Debug, PartialEq)]
enum Told {
    Text(String),
    Day(Day),
    Photo,
    File,
}

/// A kind of duty, as a catalog's file defines it.
pub struct Duty {
    form: Form,
    definition: Value,
    lists: Value,
    language: &'static str,
}

/// Words that only the forms of fields have: what is said of one that may be left out, of a photo and of a file that is there.
const WORDS: [(&str, [&str; 3]); 2] = [
    ("zh-CN", ["选填", "去掉第 1 张照片", "去掉"]),
    ("en", ["optional", "Remove photo 1", "Remove"]),
];

/// The kinds of a catalog's text, for a phone of a language; `lists` is the text of the file beside it.
pub fn duties(catalog: &str, lists: &str, language: &'static str) -> Vec<Duty> {
    let file = List::parse_file(lists).expect("lists that load");
    let loaded = Catalog::parse_with(catalog, &file).expect("a catalog that loads");
    let document: Value = serde_json::from_str(catalog).expect("JSON");
    let lists: Value = serde_json::from_str(lists).expect("JSON");
    let definitions = document["kinds"].as_array().expect("kinds").iter();
    let duty = |(kind, definition): (&Kind, &Value)| Duty {
        form: kind.form().clone(),
        definition: definition.clone(),
        lists: lists.clone(),
        language,
    };
    loaded.kinds().iter().zip(definitions).map(duty).collect()
}

/// The text of a file that is served beside the app.
pub fn served(name: &str) -> String {
    let path = app::root().join("public").join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

impl Duty {
    pub fn id(&self) -> &str {
        self.definition["id"].as_str().expect("an id")
    }

    /// What the phone calls it.
    pub fn label(&self) -> String {
        self.word(&self.definition["label"])
    }

    /// Whether all of it is shown in words before it goes.
    pub fn reads_back(&self) -> bool {
        self.definition["form"]["x-ui"]["read_back"] == true
    }

    fn word(&self, words: &Value) -> String {
        words[self.language].as_str().expect("a word").to_owned()
    }

    fn own_words(&self) -> [&'static str; 3] {
        let own = WORDS
            .iter()
            .find(|(language, _)| *language == self.language);
        own.expect("a language of the app").1
    }

    /// Every field that matters, answered in its turn; another `seed` chooses otherwise. `known` is what the app fills in.
    pub fn entered(&self, seed: usize, known: Map<String, Value>) -> Vec<Entered> {
        let form = &self.form;
        let mut sent = known;
        let mut all = Vec::new();
        for (place, field) in form.fields().iter().enumerate() {
            let property = &self.definition["form"]["properties"][field.key()];
            let so_far = Answers::from(Answer::from(&Value::Object(sent.clone())));
            if property["x-ui"]["widget"] == "hidden" || !form.is_relevant(field.key(), &so_far) {
                continue;
            }
            let entered = self.entry(field.key(), property, field.required(), seed + place);
            sent.insert(entered.key.clone(), entered.sent.clone());
            all.push(entered);
        }
        all
    }

    fn entry(&self, key: &str, property: &Value, required: bool, pick: usize) -> Entered {
        let ui = &property["x-ui"];
        let label = self.word(&ui["label"]);
        let (sent, way, text) = match (property["type"].as_str(), property["format"].as_str()) {
            (Some("array"), _) if ui["widget"] == "files" => {
                (Value::Null, Way::File, String::new())
            }
            (Some("array"), _) => (Value::Null, Way::Photo, String::new()),
            (Some("integer" | "number"), _) => self.number(property, pick),
            (Some("string"), Some("date")) => {
                (json!(lately(pick).to_string()), Way::Day, String::new())
            }
            (Some("string"), _) => {
                self.text(property, &format!("{} {key} {pick}", self.label()), pick)
            }
            other => panic!("no way to answer {other:?}"),
        };
        let told = match way {
            Way::Day => Told::Day(Day::parse(sent.as_str().expect("a day")).expect("a day")),
            Way::Photo => Told::Photo,
            Way::File => Told::File,
            Way::Type(_) | Way::Tap(_) | Way::Choose(_) | Way::Find(_) | Way::Write(_) => {
                Told::Text(text)
            }
        };
        let [optional, ..] = self.own_words();
        let name = if required {
            label.clone()
        } else {
            format!("{label} {optional}")
        };
        Entered {
            key: key.to_owned(),
            label,
            name,
            way,
            sent,
            told,
        }
    }

    /// A number within its bounds, in its steps.
    fn number(&self, property: &Value, pick: usize) -> (Value, Way, String) {
        let step = property["multipleOf"].as_f64().unwrap_or(1.0);
        let most = property["maximum"].as_f64().unwrap_or(f64::MAX);
        let least = property["minimum"].as_f64().unwrap_or(0.0);
        let number = (least + step * (pick % 7 + 1) as f64).min(most);
        let sent = if number.fract() == 0.0 {
            json!(number as i64)
        } else {
            json!(number)
        };
        let unit = &property["x-ui"]["unit"];
        let told = if unit.is_null() {
            sent.to_string()
        } else {
            format!("{sent} {}", self.word(unit))
        };
        (sent.clone(), Way::Type(sent.to_string()), told)
    }

    /// A text, or the choice of one.
    fn text(&self, property: &Value, own: &str, pick: usize) -> (Value, Way, String) {
        let ui = &property["x-ui"];
        if let Some(values) = property["enum"].as_array() {
            let value = values[pick % values.len()].clone();
            let told = self.word(&ui["choices"][value.as_str().expect("a text")]);
            let way = if ui["widget"] == "select" {
                Way::Choose
            } else {
                Way::Tap
            };
            return (value, way(told.clone()), told);
        }
        if let Some(id) = ui["list"].as_str() {
            return self.listed(id, own, pick);
        }
        let (typed, sent) = match property["x-format"].as_str() {
            Some("isbn") => ("978-7-02-000220-7".to_owned(), "9787020002207".to_owned()),
            Some("link") => (
                format!(" https://example.com/{pick} "),
                format!("https://example.com/{pick}"),
            ),
            Some(_) | None => {
                let lines = if ui["widget"] == "textarea" {
                    "\n第二行 <b>"
                } else {
                    ""
                };
                (format!("{own}{lines}"), format!("{own}{lines}"))
            }
        };
        (json!(sent), Way::Type(typed), sent)
    }

    /// An entry of a list, found by its letters; where the file has none, what may be written all the same.
    fn listed(&self, id: &str, own: &str, pick: usize) -> (Value, Way, String) {
        let mut lists = self.lists["lists"].as_array().into_iter().flatten();
        let list = lists.find(|list| list["id"] == id);
        let entries = list.and_then(|list| list["entries"].as_array());
        let Some(entry) = entries.map(|entries| &entries[pick % entries.len()]) else {
            return (json!(own), Way::Write(own.to_owned()), own.to_owned());
        };
        let part = |name: &str| entry[name].as_str().expect("a text").to_owned();
        (
            entry["value"].clone(),
            Way::Find(part("also")),
            part("value"),
        )
    }
}

/// Today or shortly before, but in this year: that is where it is counted.
fn lately(pick: usize) -> Day {
    let day = |hours| Day::at(moment(hours));
    let first = Day::new(day(0.0).year(), 1, 1).expect("a day");
    day(-24.0 * (pick % 3) as f64).max(first)
}

/// The labels and answers that the record's page says, and how many photos it shows.
const FACTS: &str = "({
    facts: [...document.querySelectorAll('main .facts > div')].map((it) => [...it.children].map((part) => part.textContent)),
    photos: [...document.querySelectorAll('main .photos img')].filter((it) => it.naturalWidth > 0).length,
})";

impl Entered {
    /// Whether it is a file beside the photos.
    pub fn is_file(&self) -> bool {
        self.told == Told::File
    }
}

impl Phone {
    /// Enters it all into the open form.
    pub async fn enter(&self, duty: &Duty, entered: &[Entered], photo: &Path) {
        for it in entered {
            match &it.way {
                Way::Type(text) => self.fill("textbox", &it.name, text).await,
                Way::Day => {
                    self.set_value("Date", &it.name, it.sent.as_str().unwrap_or_default())
                        .await
                }
                Way::Tap(choice) => self.tap("radio", choice).await,
                Way::Choose(choice) => self.choose("combobox", &it.name, choice).await,
                Way::Write(text) => self.fill("combobox", &it.name, text).await,
                Way::Find(letters) => {
                    self.fill("combobox", &it.name, letters).await;
                    self.tap("option", it.sent.as_str().unwrap_or_default())
                        .await;
                }
                Way::Photo => {
                    self.attach(&format!("#field-{}", it.key), &[photo]).await;
                    let [_, there, _] = duty.own_words();
                    self.find("button", there).await;
                }
                Way::File => {
                    self.attach(&format!("#field-{}", it.key), &[photo]).await;
                    let [.., away] = duty.own_words();
                    let name = photo.file_name().expect("a name").to_string_lossy();
                    self.find("button", &format!("{away} {name}")).await;
                }
            }
        }
    }

    /// Waits until the open record's page says all of it, and nothing else.
    pub async fn read_back(&self, duty: &Duty, entered: &[Entered]) {
        let mut facts = Vec::new();
        for it in entered {
            match &it.told {
                Told::Text(text) => facts.push(json!([it.label, text])),
                Told::Day(day) => {
                    facts.push(json!([it.label, self.day_in_words(duty, *day).await]))
                }
                Told::Photo | Told::File => {}
            }
        }
        let photos = entered.iter().filter(|it| it.told == Told::Photo).count();
        let wanted = json!({ "facts": facts, "photos": photos });
        let what = format!("{}: {wanted}", duty.id());
        self.patiently(&what, async || {
            (self.script(FACTS).await == wanted).then_some(())
        })
        .await;
    }

    async fn day_in_words(&self, duty: &Duty, day: Day) -> Value {
        let words = format!(
            "new Intl.DateTimeFormat('{}', {{ timeZone: 'Asia/Shanghai', year: 'numeric', month: 'long', day: 'numeric', \
             weekday: 'long' }}).format(new Date('{day}T12:00:00+08:00'))",
            duty.language
        );
        self.script(&words).await
    }
}
