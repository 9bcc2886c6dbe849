//! Calendar files by the letter of RFC 5545. That a parser of other people reads them is shown by the journeys.

use super::*;
use dajuan::{agenda::ics::calendar, domain::event::Gathering};
use proptest::prelude::*;

const STAMP: Moment = Moment(1_795_418_123_554);

/// The lines, unfolded: name and value.
fn lines(file: &str) -> Vec<(String, String)> {
    assert!(file.ends_with("\r\n"));
    assert!(
        !file.replace("\r\n", "").contains(['\r', '\n']),
        "every line ends in CR LF"
    );
    for line in file.split("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
    }
    let whole = file.replace("\r\n ", "");
    let parts = |line: &str| {
        let (name, value) = line.split_once(':').expect("a name and a value");
        (name.to_owned(), value.to_owned())
    };
    whole
        .trim_end_matches("\r\n")
        .split("\r\n")
        .map(parts)
        .collect()
}

fn value(file: &str, name: &str) -> Option<String> {
    let mut found = lines(file).into_iter().filter(|(it, _)| it == name);
    let value = found.next()?.1;
    assert!(found.next().is_none(), "{name} stands once");
    Some(value)
}

/// Text out of a value.
fn read(value: &str) -> String {
    let mut text = String::new();
    let mut signs = value.chars();
    while let Some(sign) = signs.next() {
        match sign {
            '\\' => match signs.next() {
                Some('n' | 'N') => text.push('\n'),
                Some(sign @ ('\\' | ';' | ',')) => text.push(sign),
                other => panic!("no escape: {other:?}"),
            },
            ';' | ',' => panic!("a bare {sign} parts a value"),
            sign => text.push(sign),
        }
    }
    text
}

#[test]
fn a_file_is_written_to_the_byte() {
    let event = Event {
        title: "视察; 座谈, 午餐".into(),
        revision: 3,
        gathering: Some(Gathering {
            place: "大院".into(),
            at: None,
            point: Some((30.66, 104.06)),
        }),
        ..event("ev1")
    };
    let expected = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Dajuan//App//ZH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        "UID:ev1@dajuan",
        "DTSTAMP:20261123T071523Z",
        "SEQUENCE:2",
        "STATUS:CONFIRMED",
        "DTSTART:20261201T010000Z",
        "DTEND:20261201T040000Z",
        "SUMMARY:视察\\; 座谈\\, 午餐",
        "LOCATION:福利院",
        "DESCRIPTION:第一行\\n第二行",
        "GEO:30.660000;104.060000",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ];
    let file = calendar(&event, "第一行\n第二行", STAMP);
    assert_eq!(file, expected.join("\r\n"));
}

#[test]
fn what_is_called_off_takes_itself_out_of_the_calendar() {
    let event = Event {
        cancelled: Some("暴雨".into()),
        revision: 2,
        ..event("ev1")
    };
    let file = calendar(&event, "", STAMP);
    let is = |name| value(&file, name).expect(name);
    assert_eq!(
        (is("METHOD"), is("STATUS"), is("SEQUENCE")),
        ("CANCEL".into(), "CANCELLED".into(), "1".into())
    );
    assert_eq!(is("UID"), "ev1@dajuan", "the same as before");
    assert_eq!(value(&file, "DESCRIPTION"), None);
}

#[test]
fn an_end_that_is_no_later_than_the_start_is_not_named() {
    let event = Event {
        ends: STARTS,
        ..event("ev1")
    };
    assert_eq!(value(&calendar(&event, "", STAMP), "DTEND"), None);
}

proptest! {
    #[test]
    fn any_text_reads_back_and_no_line_is_longer_than_75_octets(
        title in "\\PC{0,200}",
        place in "[\\\\;,a-z视察📚\u{301}]{0,80}",
        text in any::<String>(),
        revision in any::<u32>(),
        starts in -62_000_000_000_000_i64..253_000_000_000_000,
    ) {
        let event = Event {
            title: title.clone(),
            place: place.clone(),
            revision,
            starts: Moment(starts),
            ends: Moment(starts + 1),
            ..event("ev1")
        };
        let file = calendar(&event, &text, STAMP);
        prop_assert_eq!(read(&value(&file, "SUMMARY").expect("a title")), title);
        let location = value(&file, "LOCATION").map(|value| read(&value));
        prop_assert_eq!(location.unwrap_or_default(), place);
        let kept = |sign: &char| !sign.is_control() || *sign == '\n';
        let plain = text.replace("\r\n", "\n").replace('\r', "\n").replace('\t', " ");
        let plain: String = plain.chars().filter(kept).collect();
        let said = value(&file, "DESCRIPTION").map(|value| read(&value));
        prop_assert_eq!(said.unwrap_or_default(), plain);
        prop_assert_eq!(lines(&file).len() >= 15, true);
    }
}
