use super::chance::Chance;
use serde_json::Value;
use std::collections::BTreeMap;

/// A sign-up as its row says.
pub struct Row {
    pub id: String,
    pub member: String,
    pub state: String,
    pub sector: String,
    pub serial: u64,
}

pub type Snapshot = Vec<Row>;

impl Row {
    pub fn of(row: &Value) -> Self {
        let text = |field: &str| row[field].as_str().unwrap().to_owned();
        Self {
            id: text("id"),
            member: text("member"),
            state: text("state"),
            sector: text("sector"),
            serial: row["serial"].as_u64().unwrap(),
        }
    }
}

/// How many may come.
#[derive(Clone)]
pub struct Rules {
    pub capacity: u32,
    pub quotas: BTreeMap<String, u32>,
    pub waitlist: bool,
}

impl Rules {
    /// Quotas for two sectors or more that leave some places to the others; in one round of five nobody waits.
    pub fn draw(chance: &mut Chance, capacity: u32, sectors: &[&str]) -> Self {
        let mut quotas = BTreeMap::new();
        let mut left = capacity - capacity / 5;
        for sector in &sectors[..2 + usize::try_from(chance.below(3)).unwrap()] {
            let seats = u32::try_from(chance.below(u64::from(capacity / 4) + 1))
                .unwrap()
                .min(left);
            left -= seats;
            quotas.insert((*sector).to_owned(), seats);
        }
        Self {
            capacity,
            quotas,
            waitlist: !chance.percent(20),
        }
    }

    /// As the operator writes the quotas.
    pub fn words(&self) -> String {
        let lines: Vec<_> = self
            .quotas
            .iter()
            .map(|(sector, seats)| format!("{sector} {seats}"))
            .collect();
        lines.join("\n")
    }

    fn has_for(&self, sector: &str, taken: &[&str]) -> bool {
        let of = |wanted: &dyn Fn(&str) -> bool| {
            u32::try_from(taken.iter().filter(|s| wanted(s)).count()).unwrap()
        };
        let reserved: u32 = self.quotas.values().sum();
        let within = match self.quotas.get(sector) {
            Some(seats) => of(&|s| s == sector) < *seats,
            None => of(&|s| !self.quotas.contains_key(s)) < self.capacity - reserved,
        };
        within && of(&|_| true) < self.capacity
    }

    pub fn is_overbooked(&self, rows: &Snapshot) -> bool {
        let taken = taken(rows);
        let count =
            |sector: &str| u32::try_from(taken.iter().filter(|s| **s == sector).count()).unwrap();
        u32::try_from(taken.len()).unwrap() > self.capacity
            || self
                .quotas
                .iter()
                .any(|(sector, seats)| count(sector) > *seats)
    }

    /// Whether somebody waits beside a seat that they might have.
    pub fn orphans(&self, rows: &Snapshot) -> bool {
        let taken = taken(rows);
        let mut waiting = rows.iter().filter(|row| row.state == "waitlisted");
        waiting.any(|row| self.has_for(&row.sector, &taken))
    }
}

fn taken(rows: &Snapshot) -> Vec<&str> {
    let holds = |row: &&Row| row.state == "confirmed" || row.state == "offered";
    rows.iter().filter(holds).map(|row| &*row.sector).collect()
}

/// What should be answered, worked out from nothing but the order of the acts.
pub struct Model<'a> {
    rules: &'a Rules,
    sectors: BTreeMap<String, String>,
    states: BTreeMap<String, &'static str>,
    line: Vec<String>,
    /// Offers that were made and not yet accounted for by an act or a lapse.
    offers: Vec<String>,
    offers_agree: bool,
}

impl<'a> Model<'a> {
    pub fn new(rules: &'a Rules, sectors: BTreeMap<String, String>) -> Self {
        Self {
            rules,
            sectors,
            states: BTreeMap::new(),
            line: Vec::new(),
            offers: Vec::new(),
            offers_agree: true,
        }
    }

    fn state(&self, member: &str) -> &'static str {
        self.states.get(member).copied().unwrap_or("")
    }

    fn set(&mut self, member: &str, state: &'static str) {
        self.states.insert(member.to_owned(), state);
        self.line.retain(|other| other != member);
        if state == "waitlisted" {
            self.line.push(member.to_owned());
        }
    }

    fn has_for(&self, member: &str) -> bool {
        let holds = |(_, state): &(&String, &&str)| matches!(**state, "confirmed" | "offered");
        let taken: Vec<_> = self
            .states
            .iter()
            .filter(holds)
            .map(|(other, _)| &*self.sectors[other])
            .collect();
        self.rules.has_for(&self.sectors[member], &taken)
    }

    /// The audit says that an offer was made; the act that freed the seat is named after it.
    pub fn observe_offer(&mut self, member: &str) {
        self.offers.push(member.to_owned());
    }

    pub fn lapse(&mut self, member: &str) {
        self.offers_agree &= self.state(member) == "offered";
        self.set(member, "lapsed");
    }

    /// Gives free seats on, and holds that against the offers that were observed.
    fn settle(&mut self) -> Vec<String> {
        let mut given = Vec::new();
        while let Some(next) = self
            .line
            .iter()
            .find(|member| self.has_for(member))
            .cloned()
        {
            self.set(&next, "offered");
            given.push(next);
        }
        given
    }

    /// The outcome and position that the act must have been answered with.
    pub fn act(&mut self, member: &str, kind: &str) -> (String, Option<u64>) {
        let mut given = self.settle();
        let state = self.state(member);
        let outcome = match (kind, state) {
            ("signup", "confirmed" | "waitlisted") => state,
            ("signup" | "accept", "offered") | ("accept", "confirmed") => "confirmed",
            ("signup", _) if self.has_for(member) => "confirmed",
            ("signup", _) if self.rules.waitlist => "waitlisted",
            ("signup", _) => "full",
            ("cancel", "") => "not_signed_up",
            ("cancel", "lapsed") => "lapsed",
            ("cancel", _) => "cancelled",
            _ => "no_offer",
        };
        if matches!(outcome, "confirmed" | "waitlisted" | "cancelled") && outcome != state {
            self.set(member, outcome);
        }
        let position = (outcome == "waitlisted").then(|| self.position(member));
        given.extend(self.settle());
        self.offers_agree &= given == self.offers;
        self.offers.clear();
        let outcome = if outcome == "lapsed" {
            "cancelled"
        } else {
            outcome
        };
        (outcome.to_owned(), position)
    }

    fn position(&self, member: &str) -> u64 {
        let ahead = self.line.iter().position(|other| other == member).unwrap();
        u64::try_from(ahead).unwrap() + 1
    }

    /// Whether the rows end as the model does, the line in its order, and every offer was in turn.
    pub fn agrees_with(&mut self, rows: &Snapshot) -> bool {
        let given = self.settle();
        let mut waiting: Vec<_> = rows
            .iter()
            .filter(|row| row.state == "waitlisted")
            .collect();
        waiting.sort_by_key(|row| row.serial);
        self.offers_agree
            && given == self.offers
            && rows.iter().all(|row| self.state(&row.member) == row.state)
            && waiting.iter().map(|row| &row.member).eq(self.line.iter())
    }
}
