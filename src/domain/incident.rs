//! What went wrong in the app itself, as whoever looks after it may be told: where in the program, never what a member wrote.

use super::day::Day;

/// What went wrong.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// The program stopped at a place that it should never come to.
    Panic,
    /// Items on the phone that can't be read.
    UnreadableRows,
    /// Rows of the backend that could not be understood.
    OddRows,
    /// An answer outside the profile.
    OddAnswer,
    /// A profile that can't be used.
    BrokenProfile,
    /// The phone did not keep what was to be kept.
    NotSaved,
}

impl Kind {
    /// Its name in data.
    pub fn id(self) -> &'static str {
        match self {
            Self::Panic => "panic",
            Self::UnreadableRows => "unreadable_rows",
            Self::OddRows => "odd_rows",
            Self::OddAnswer => "odd_answer",
            Self::BrokenProfile => "broken_profile",
            Self::NotSaved => "not_saved",
        }
    }
}

/// One of them, as often as it happened.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Incident {
    /// What.
    pub kind: Kind,
    /// Where: functions of the program, a place in the profile, the name of a list.
    pub place: String,
    /// On which page, by its name.
    pub page: String,
    /// How often, or how many rows.
    pub count: u32,
}

/// What is told at once.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Report {
    /// The version of the app.
    pub version: &'static str,
    /// The id of its build.
    pub build: String,
    /// The family of the browser.
    pub browser: &'static str,
    /// The day, without a time.
    pub day: Day,
    /// What happened since the last report.
    pub incidents: Vec<Incident>,
}

/// What happened and was not told yet.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Tally(Vec<Incident>);

/// No more different ones are told at once.
const MOST: usize = 20;
/// No more letters of a place.
const LONGEST: usize = 200;
/// No more reports leave a phone on one day.
const A_DAY: u32 = 5;

impl Tally {
    /// Counts `incident`: with the same one before, where there is one.
    pub fn add(&mut self, mut incident: Incident) {
        let fit = |letter: &char| letter.is_ascii_graphic();
        incident.place = incident.place.chars().filter(fit).take(LONGEST).collect();
        incident.page = incident.page.chars().filter(fit).take(LONGEST).collect();
        let same = |it: &&mut Incident| {
            (it.kind, &it.place, &it.page) == (incident.kind, &incident.place, &incident.page)
        };
        let has_place = self.0.len() < MOST;
        match self.0.iter_mut().find(same) {
            Some(before) => before.count = before.count.saturating_add(incident.count),
            None if has_place => self.0.push(incident),
            None => {}
        }
    }

    /// All of them, which are told now.
    pub fn take(&mut self) -> Vec<Incident> {
        std::mem::take(&mut self.0)
    }
}

/// Notes a report more of a day in `spent`, what was noted before; `None` where the day has had all of its own.
pub fn spend(spent: &str, today: Day) -> Option<String> {
    let before = spent
        .split_once(' ')
        .filter(|(day, _)| Day::parse(day).ok() == Some(today));
    let before = before.map_or(0, |(_, n)| n.parse().unwrap_or(A_DAY));
    (before < A_DAY).then(|| format!("{today} {}", before + 1))
}

/// Where the program stopped: of a stack, as a browser writes it, the innermost places in modules, innermost first.
pub fn frames(stack: &str) -> String {
    let frame = |line: &str| {
        let at = line.find(FUNCTION)?;
        let (before, after) = line.split_at_checked(at)?;
        let begin = before.rfind(['(', '@', ' ', '/']).map_or(0, |at| at + 1);
        let end = after.find([')', '@', ' ']).unwrap_or(after.len());
        Some(format!("{}{}", before.get(begin..)?, after.get(..end)?))
    };
    let found: Vec<String> = stack.lines().filter_map(frame).take(FRAMES).collect();
    found.join("<")
}

/// How every browser calls a function of a module.
const FUNCTION: &str = "wasm-function[";
/// More of them would not be told.
const FRAMES: usize = 4;

/// The family of a browser, by what it calls itself.
pub fn family(agent: &str) -> &'static str {
    let families = [
        ("MicroMessenger/", "wechat"),
        ("Firefox/", "firefox"),
        ("Chrome/", "chromium"),
        ("AppleWebKit/", "webkit"),
    ];
    let found = families.iter().find(|(mark, _)| agent.contains(mark));
    found.map_or("other", |(_, family)| family)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn incident(place: &str, count: u32) -> Incident {
        Incident {
            kind: Kind::OddRows,
            place: place.to_owned(),
            page: "records".to_owned(),
            count,
        }
    }

    #[test]
    fn the_same_is_counted_together_and_others_apart_up_to_a_bound() {
        let mut tally = Tally::default();
        tally.add(incident("records", 2));
        tally.add(incident("records", u32::MAX));
        tally.add(incident("events", 1));
        assert_eq!(
            tally.take(),
            [incident("records", u32::MAX), incident("events", 1)]
        );
        assert_eq!(tally.take(), []);
        for n in 0..50 {
            tally.add(incident(&format!("{n}"), 1));
        }
        assert_eq!(tally.take().len(), MOST);
    }

    #[test]
    fn a_place_is_short_and_plain() {
        let mut tally = Tally::default();
        tally.add(incident(&format!("a 委员\n{}", "b".repeat(500)), 1));
        let taken = tally.take();
        assert_eq!(taken[0].place.len(), LONGEST);
        assert!(taken[0].place.starts_with("abbb"));
    }

    #[test]
    fn a_day_has_so_many_reports_and_the_next_has_its_own() {
        let today = Day::new(2026, 11, 29).expect("a day");
        let mut spent = String::new();
        for n in 1..=A_DAY {
            spent = spend(&spent, today).expect("one more");
            assert_eq!(spent, format!("2026-11-29 {n}"));
        }
        assert_eq!(spend(&spent, today), None);
        assert_eq!(spend("2026-11-29 x", today), None);
        let tomorrow = Day::new(2026, 11, 30).expect("a day");
        assert_eq!(spend(&spent, tomorrow).as_deref(), Some("2026-11-30 1"));
        assert_eq!(spend("nonsense", today).as_deref(), Some("2026-11-29 1"));
    }

    #[test]
    fn the_places_of_a_stop_are_found_in_the_stack_of_every_browser_and_no_message() {
        let chromium = "RuntimeError: unreachable 委员甲\n    at http://localhost:80/dajuan-504dbc5cf7.wasm:wasm-function[42]:0x1e0c3\n    at f (http://localhost/deeds-1.wasm:wasm-function[7]:0x2)\n    at wasm://wasm/0080efb6:wasm-function[1]:0x3\n    at real (http://localhost/dajuan-1.js:1:2)\n    at x:wasm-function[2]:0x4\n    at x:wasm-function[3]:0x5";
        let expected = "dajuan-504dbc5cf7.wasm:wasm-function[42]:0x1e0c3<deeds-1.wasm:wasm-function[7]:0x2<0080efb6:wasm-function[1]:0x3<x:wasm-function[2]:0x4";
        assert_eq!(frames(chromium), expected);
        let firefox = "@http://localhost/dajuan-1.wasm:wasm-function[42]:0x1e0c3\nf@http://localhost/dajuan-1.js:1:2";
        assert_eq!(frames(firefox), "dajuan-1.wasm:wasm-function[42]:0x1e0c3");
        let webkit = "<?>.wasm-function[42]@[wasm code]\nf@http://localhost/dajuan-1.js:1:2";
        assert_eq!(frames(webkit), "<?>.wasm-function[42]");
        assert_eq!(
            frames("Error: 委员甲\n    at f (http://localhost/records/1)"),
            ""
        );
    }

    #[test]
    fn browsers_are_told_apart_by_family_alone() {
        for (agent, expected) in [
            (
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36",
                "chromium",
            ),
            (
                "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36 MicroMessenger/8.0",
                "wechat",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Safari/604.1",
                "webkit",
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0",
                "firefox",
            ),
            ("", "other"),
        ] {
            assert_eq!(family(agent), expected, "{agent}");
        }
    }
}
