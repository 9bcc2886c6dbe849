//! One backend as one page sees it: the way to it, what goes wrong on the way, who is signed in, and what was sent.

use crate::{
    phone::{Dice, Phone, now},
    server::{Server, closed, folder, root},
    wire::{Way, split},
};
use dajuan::{
    domain::{
        answer::Answer,
        client_ref::ClientRef,
        day::Day,
        record::{Entry, KindId, Photo, Record},
    },
    profile::{Profile, dialect_of, paging::Bookmark},
    transport::client::Client,
};
use dajuan_proxy::{Fault, Proxy, Rule};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::{cell::RefCell, collections::BTreeMap, fs};

/// The password of every member of every set-up.
pub const PASSWORD: &str = "dajuan-2026";
/// The year that most of the suite writes in.
pub const YEAR: u16 = 2026;

/// Where the page stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Page {
    /// At an origin of its own.
    Elsewhere,
    /// Behind one proxy with the backend.
    Beside,
}

/// The app of one member.
pub struct Member {
    pub client: Client<Way>,
    pub token: String,
    pub id: String,
}

pub struct World {
    pub page: Page,
    pub server: RefCell<Server>,
    pub proxy: Proxy,
    pub way: Way,
    pub profile: Profile,
    member: RefCell<Option<(String, String)>>,
    /// Every entry that was told as received.
    sent: RefCell<Vec<ClientRef>>,
}

impl World {
    pub fn new(config: &Value, page: Page, server: Server) -> Self {
        let address = server.address();
        let proxy = Proxy::start(address, 1).expect("a free port");
        let (base, way) = match page {
            Page::Elsewhere => (format!("http://{address}"), Way::new(address, None)),
            Page::Beside => {
                let way = Way::new(proxy.address(), Some(proxy.origin()));
                (String::new(), way)
            }
        };
        Self {
            page,
            profile: profile(config, &base),
            server: RefCell::new(server),
            proxy,
            way,
            member: RefCell::default(),
            sent: RefCell::default(),
        }
    }

    /// The number of the member whose page this is.
    pub fn me(&self) -> &'static str {
        match self.page {
            Page::Elsewhere => "wy001",
            Page::Beside => "wy002",
        }
    }

    /// Somebody else's.
    pub fn other(&self) -> &'static str {
        match self.page {
            Page::Elsewhere => "wy002",
            Page::Beside => "wy001",
        }
    }

    /// The app before anybody signed in.
    pub fn guest(&self) -> Client<Way> {
        Client::new(self.profile.clone(), self.way.clone())
    }

    pub fn signed_in(&self, number: &str) -> Result<Member, String> {
        let client = self.guest();
        let session = now(client.sign_in(number, PASSWORD));
        let session = session.map_err(|why| format!("{number} can't sign in: {why:?}"))?;
        let me = now(client.me()).map_err(|why| format!("me: {why:?}"))?;
        let (token, id) = (session.token, me.member.id.0);
        Ok(Member { client, token, id })
    }

    /// Whose page this is; signing in costs a second and is done once.
    pub fn member(&self) -> Result<Member, String> {
        let known = self.member.borrow().clone();
        let (token, id) = match known {
            Some(known) => known,
            None => {
                let member = self.signed_in(self.me())?;
                (member.token, member.id)
            }
        };
        self.member.replace(Some((token.clone(), id.clone())));
        let client = self.guest();
        client.set_token(Some(token.clone()));
        client.set_member(&id);
        Ok(Member { client, token, id })
    }

    /// A phone of whose page this is, with nothing on it.
    pub fn phone(&self) -> Result<Phone, String> {
        self.member().map(Phone::new)
    }

    /// Whether it asks who they are: requests carry a token of the sign-in.
    pub fn asks_who(&self) -> bool {
        const TOKEN: &str = "t0ken";
        let headers = self.profile.me(Some(TOKEN)).headers;
        headers.iter().any(|(_, value)| value.contains(TOKEN))
    }

    /// Something goes wrong on the way from now on.
    pub fn fault(&self, rule: Rule) {
        self.proxy.rule(rule);
        self.way.lead_to(self.proxy.address());
    }

    /// There is no network.
    pub fn cut(&self) {
        match self.page {
            Page::Elsewhere => self.way.lead_to(closed()),
            Page::Beside => self.proxy.cut(),
        }
    }

    /// All is well on the way again.
    pub fn mend(&self) {
        self.proxy.clear();
        self.proxy.restore();
        self.way.heal();
        self.way.lead_to(match self.page {
            Page::Elsewhere => self.server.borrow().address(),
            Page::Beside => self.proxy.address(),
        });
    }

    /// A fault that befalls creates alone.
    pub fn at_create(&self, fault: Fault) -> Rule {
        let entry = self.entry();
        let request = self.profile.create(&entry, None);
        let (_, path) = split(&request.url).unwrap_or_default();
        let path = path.split(entry.client_ref.as_str()).next();
        Rule::new(fault)
            .method(request.method)
            .path(path.unwrap_or_default())
    }

    /// What a member could write on a day of the year, under a new key.
    pub fn entry(&self) -> Entry {
        self.entry_on(Day::new(YEAR, 3, 5).ok())
    }

    pub fn entry_on(&self, day: Option<Day>) -> Entry {
        let answers = json!({"title": "论语", "minutes": 45, "thoughts": "读书"});
        Entry {
            client_ref: Dice::key(),
            kind: KindId("reading_share".into()),
            form_version: 1,
            day,
            answers: Answer::from(&answers),
            photos: Vec::new(),
            captured_at: None,
        }
    }

    /// The same with two photos, and their bytes.
    pub fn with_photos(&self) -> (Entry, Vec<(ClientRef, Vec<u8>)>) {
        let bytes: Vec<_> = (0..2).map(|n| (Dice::key(), jpeg(n))).collect();
        let photo = |(id, bytes): &(ClientRef, Vec<u8>)| Photo {
            id: id.clone(),
            sha256: hex(&Sha256::digest(bytes)),
            bytes: u32::try_from(bytes.len()).unwrap_or(0),
            mime: "image/jpeg".into(),
        };
        let photos = bytes.iter().map(photo).collect();
        (
            Entry {
                photos,
                ..self.entry()
            },
            bytes,
        )
    }

    /// Remembers what the app calls received, for the count at the end.
    pub fn told<'a>(&self, entries: impl IntoIterator<Item = &'a Entry>) {
        let keys = entries.into_iter().map(|entry| entry.client_ref.clone());
        self.sent.borrow_mut().extend(keys);
    }

    /// Its owner took it back: it counts no more.
    pub fn taken_back(&self, entry: &Entry) {
        self.sent
            .borrow_mut()
            .retain(|key| *key != entry.client_ref);
    }

    /// Every row of a year as the backend lists it, one that stands twice twice.
    pub fn rows(&self, year: u16) -> Result<Vec<Record>, String> {
        let client = self.member()?.client;
        let mut rows = Vec::new();
        let mut at = Bookmark::default();
        loop {
            let read = now(client.list_page(year, &at)).map_err(|why| format!("{why:?}"))?;
            rows.extend(read.records);
            match read.next {
                Some(next) => at = next,
                None => return Ok(rows),
            }
        }
    }

    /// How many rows the backend has under a key.
    pub fn count(&self, key: &ClientRef) -> Result<usize, String> {
        let rows = self.rows(YEAR)?;
        Ok(rows.iter().filter(|row| row.client_ref == *key).count())
    }

    /// The rows beyond one of each key, and the keys told as received that have none.
    pub fn audit(&self) -> Result<(usize, usize), String> {
        let mut rows: BTreeMap<ClientRef, usize> = BTreeMap::new();
        for year in YEAR - 2..=YEAR {
            for row in self.rows(year)? {
                *rows.entry(row.client_ref).or_default() += 1;
            }
        }
        let sent = self.sent.borrow();
        let of = |key: &ClientRef| rows.get(key).copied().unwrap_or(0);
        let duplicates = rows.values().map(|count| count - 1).sum();
        let lost = sent.iter().filter(|key| of(key) == 0).count();
        Ok((duplicates, lost))
    }
}

/// The `config.json` of a set-up, or the least that there can be.
pub fn config_of(name: &str) -> Value {
    match fs::read_to_string(folder(name).join("config.json")) {
        Ok(config) => serde_json::from_str(&config).expect("config.json is JSON"),
        Err(_) => json!({"dialect": name}),
    }
}

/// The preset with what `config` overrides, read by the app's own reader.
fn profile(config: &Value, base: &str) -> Profile {
    let mut config = config.clone();
    config["base"] = base.into();
    let config = config.to_string();
    let (dialect, preset) = preset(&config);
    Profile::parse(&config, &preset).unwrap_or_else(|why| panic!("{dialect}: {why}"))
}

fn preset(config: &str) -> (String, String) {
    let dialect = dialect_of(config).expect("config.json names a dialect");
    let preset = root().join(format!("public/dialects/{dialect}.json"));
    let preset = fs::read_to_string(preset).unwrap_or_else(|why| panic!("{dialect}: {why}"));
    (dialect, preset)
}

/// Whether a set-up says that a key that is on the way twice at once can come to two rows.
pub fn is_racy(name: &str) -> bool {
    let config = config_of(name);
    let (_, preset) = preset(&config.to_string());
    let preset: Value = serde_json::from_str(&preset).expect("a preset is JSON");
    let said = |of: &Value| of.pointer("/capabilities/uniqueness").cloned();
    said(&config).or_else(|| said(&preset)) == Some("racy".into())
}

/// The smallest that begins and ends as a JPEG does.
fn jpeg(n: u8) -> Vec<u8> {
    let inside = std::iter::repeat_n(n, 4000);
    let start = [0xff, 0xd8, 0xff, 0xe0];
    start
        .into_iter()
        .chain(inside)
        .chain([0xff, 0xd9])
        .collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
